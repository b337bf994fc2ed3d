namespace ExperimentAdmin.Core.Access.Sessions;

/// <summary>Every way the end of a sign-in is turned down.</summary>
public static class SessionErrors
{
    public static Error NotFound() => new Error.NotFound(
        "session_not_found", "There is no such sign-in of yours any more: it ended already. The list shows those that there are now.");
}
