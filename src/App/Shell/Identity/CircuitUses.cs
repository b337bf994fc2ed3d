using ExperimentAdmin.Core.Access.Sessions;
using Microsoft.AspNetCore.SignalR;

namespace ExperimentAdmin.App.Shell.Identity;

/// <summary>
/// Notes that a sign-in is used when somebody does something on an open page. That the page says how far it is, connects
/// again or shows what others changed is nothing that somebody does.
/// </summary>
internal sealed class CircuitUses(SessionUses uses) : IHubFilter
{
    /// <summary>What the browser calls when somebody acts: an event of an element, and going to another page.</summary>
    internal static IReadOnlyList<string> Acts { get; } = ["BeginInvokeDotNetFromJS", "OnLocationChanged"];

    public ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        if (Acts.Contains(invocationContext.HubMethodName, StringComparer.Ordinal)
            && invocationContext.Context.User is { } user && SessionClaims.Session(user) is { } session)
        {
            uses.Note(session.Id);
        }

        return next(invocationContext);
    }
}
