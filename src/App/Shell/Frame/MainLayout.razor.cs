using ExperimentAdmin.App.Shell.Frame.Refusals;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Frame;

/// <summary>The frame around every page but those of an account.</summary>
public sealed partial class MainLayout
{
    private PageBoundary? _boundary;

    [Inject]
    public required NavigationManager Navigation { get; init; }

    // A broken page must not follow somebody to the next one.
    protected override void OnParametersSet() => _boundary?.Recover();
}
