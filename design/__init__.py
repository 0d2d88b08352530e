"""What a Figma design says about itself. Pure: JSON in, records out; imports nothing of ours."""
