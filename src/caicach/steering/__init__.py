"""Looking ahead: who has how much to do in which month, before a plan is signed and after, and what is going wrong."""
