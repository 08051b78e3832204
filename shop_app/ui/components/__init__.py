"""Components: functions of their arguments that import no state and serve both renderings."""
