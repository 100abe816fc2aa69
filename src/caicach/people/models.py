"""People who sign in."""

from typing import ClassVar, NamedTuple

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils.translation import gettext_lazy as _

from caicach.core.text import fold, person_key


class ActsFor(NamedTuple):
    """In whose place somebody acts."""

    user: int
    name: str


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str | None = None, **fields: object) -> "User":
        """Make a person; without a password nobody can sign in until the one-time link was used."""
        user = self.model(username=username, **fields)
        user.refresh_keys()
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person. What the person may do comes from memberships of agencies, never from this row."""

    username = models.CharField(_("tên đăng nhập"), max_length=150, unique=True)
    full_name = models.CharField(_("họ và tên"), max_length=150)
    email = models.EmailField(_("thư điện tử"), blank=True)
    phone = models.CharField(_("điện thoại"), max_length=20, blank=True)
    position = models.CharField(_("chức vụ"), max_length=150, blank=True)
    language = models.CharField(
        _("ngôn ngữ"), max_length=5, default="vi", choices=[("vi", "Tiếng Việt"), ("en", "English")]
    )
    is_active = models.BooleanField(_("đang hoạt động"), default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    search_text = models.CharField(max_length=400, editable=False, default="")
    collation_key = models.CharField(max_length=600, editable=False, default="")
    acts_for_until = models.DateField(null=True, blank=True, editable=False)  # the last day of anything lent to him
    version = models.PositiveIntegerField(default=1)

    acts_for: ActsFor | None = None
    """Set while a right is used that another person lent; what goes into the trail bears both names."""

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    class Meta:
        ordering = ["collation_key", "pk"]

    def __str__(self) -> str:
        return self.full_name or self.username

    def refresh_keys(self) -> None:
        """Set what the person is found by and sorted by; whoever saves names calls this first."""
        self.search_text = fold(f"{self.full_name} {self.username} {self.position}")[:400]
        self.collation_key = person_key(self.full_name)[:600]

    @property
    def is_staff(self) -> bool:
        """Django's own administration is not used."""
        return False


class Invitation(models.Model):
    """A one-time link with which a person chooses a first password. Only the hash of its secret is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    secret_hash = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.user} {self.expires_at:%d/%m/%Y}"


class SentForm(models.Model):
    """A form that had its effect: sent again with the same key it leads to the same place and does nothing."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField()
    fingerprint = models.CharField(max_length=64)
    led_to = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "key"], name="sent_form_once_for_each_key")]

    def __str__(self) -> str:
        return f"{self.user} {self.key}"


class TypedWords(models.Model):
    """What somebody has typed into a form and not sent yet. form: the path that it is sent to."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=300)
    words = models.JSONField(default=dict)  # by the name of the field
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "form"], name="typed_words_once_a_form")]

    def __str__(self) -> str:
        return f"{self.user} {self.form}"


class Session(AbstractBaseSession):
    """A signed-in browser. Its key is the secret of the cookie; pages name it by `name`."""

    user = models.ForeignKey(User, null=True, on_delete=models.CASCADE, related_name="sessions")
    name = models.UUIDField(null=True)  # not unique: a new key is written before the old one goes
    device = models.CharField(_("thiết bị"), max_length=60, blank=True)
    begun_at = models.DateTimeField(_("đăng nhập lúc"), null=True)
    seen_at = models.DateTimeField(_("hoạt động gần nhất"), null=True)

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        from caicach.people.sessions import SessionStore

        return SessionStore


class SignInFailure(models.Model):
    """How often signing in has failed for a name on a device; the name is kept as a hash, whether it exists or not."""

    name = models.CharField(max_length=64)
    device = models.CharField(max_length=64, blank=True)  # none: a device on which the person has never signed in
    count = models.PositiveIntegerField(default=0)
    untold = models.PositiveIntegerField(default=0)  # of which the person has not been told yet
    last_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "device"], name="sign_in_failure_once_for_name_and_device")
        ]

    def __str__(self) -> str:
        return f"{self.name[:8]}: {self.count}"
