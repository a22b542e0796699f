"""Where boxes and arrows stand: in columns, in steps from left to right, or in rows that are read upwards."""
