"""What screens say: figures, rows and reasons as styled text, ready for a widget to show. No rules."""
