using ExperimentAdmin.Core.Access.Sessions;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace ExperimentAdmin.App.Shell.Identity;

/// <summary>Has an open page look at once when a sign-in of its person ended.</summary>
internal sealed class CircuitEnd(CircuitRevalidation revalidation, SessionEnds ends) : CircuitHandler
{
    private IDisposable? _subscription;

    public override Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _subscription = ends.Subscribe(personId => _ = revalidation.LookAsync(personId));
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        _subscription?.Dispose();
        return Task.CompletedTask;
    }
}
