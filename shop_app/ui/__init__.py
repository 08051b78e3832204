"""The screens: what people see, written once and rendered as HTML first and as Reflex after."""
