using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Acting;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.Reads;
using ExperimentAdmin.Core.Flags.States.UseCases;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Flags.Overview;

/// <summary>What a flag serves by default, and its variants.</summary>
public sealed partial class OverviewTab
{
    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required FlagView View { get; set; }

    /// <summary>Something was saved, or refused because it is no longer as shown.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnChanged { get; set; }

    [Inject]
    public required ChangeDefault Change { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    private bool CanEdit => Workspace.MayEditStates(View);

    private string Intro => View.Overrides.Count + View.IdentityOverrides == 0 && View.Rollout is null
        ? $"In {Workspace.Environment.Name}."
        : $"In {Workspace.Environment.Name}, wherever no override applies.";

    private async Task<Result<int>> SaveAsync(StateChange wanted, int revision)
    {
        var saved = await Change.RunAsync(
            new(Workspace.Access, Workspace.Environment.Id, View.FeatureId, wanted, revision), CancellationToken.None);
        await OnChanged.InvokeAsync();
        if (saved.IsOk)
        {
            Toasts.Say($"What everybody gets of {View.Name} in {Workspace.Environment.Name} is saved.");
        }

        return saved;
    }
}
