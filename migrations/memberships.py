"""Removes everyone else from the dashboard's roles."""

from __future__ import annotations


def revoke_memberships(roles: str) -> str:
    """SQL that removes everyone else from the roles (names separated by ", ").

    Superusers and the tables' owner stay, because they may do everything anyway. So does anyone who
    can only administer a role, as its creator can since PostgreSQL 16.
    """
    return f"""\

DO $$
DECLARE
    line text;
BEGIN
    FOR line IN
        SELECT format('REVOKE %I FROM %I', held.rolname, member.rolname)
            || COALESCE(format(' GRANTED BY %I', grantor.rolname), '') || ' CASCADE'
        FROM pg_auth_members AS m
        JOIN pg_roles AS held ON held.oid = m.roleid
        JOIN pg_roles AS member ON member.oid = m.member
        LEFT JOIN pg_roles AS grantor ON grantor.oid = m.grantor
        WHERE held.rolname = ANY (string_to_array('{roles}', ', '))
            AND member.rolname <> ALL (string_to_array('{roles}', ', '))
            AND NOT member.rolsuper AND member.rolname <> current_user
            AND member.oid NOT IN (SELECT c.relowner FROM pg_class AS c
                WHERE c.oid = 'public.prototype_sessions'::regclass
                    OR (c.relkind = 'r' AND c.relnamespace = 'dashboard'::regnamespace))
            AND (COALESCE((to_jsonb(m) ->> 'inherit_option')::boolean, true)
                 OR COALESCE((to_jsonb(m) ->> 'set_option')::boolean, true))
    LOOP
        EXECUTE line;
    END LOOP;
END $$"""
