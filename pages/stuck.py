"""stuck"""
