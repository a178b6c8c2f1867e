"""How is the machine? What coordinators may see of it in chat, and do about what can't be delivered.

parked_card   what can't be delivered: tried again, or given up
health_card   does all run?
"""
