"""What to say of an event: codes and their messages, the checks, and `explain`."""
