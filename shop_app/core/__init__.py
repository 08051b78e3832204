"""What every package stands on: settings, database, money, time, ids, events and logs."""
