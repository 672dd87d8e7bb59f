"""What to say of an event: codes and their texts, the checks, and `explain`."""
