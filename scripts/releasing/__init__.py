"""What the publishing workflow does, step by step, and its rehearsal."""
