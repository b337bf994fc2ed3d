using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Rollout;

/// <summary>Starts an experiment over with other people and another split, after asking why. Show it with an <c>@if</c>.</summary>
public sealed partial class NewPhaseDialog
{
    private string? _reason;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required ExperimentView View { get; set; }

    /// <summary>The rollout of the new phase.</summary>
    [Parameter, EditorRequired]
    public required RolloutDraft Draft { get; set; }

    /// <summary>The revision that it was set on.</summary>
    [Parameter, EditorRequired]
    public required int Revision { get; set; }

    /// <summary>Somebody else changed the experiment meanwhile.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnStale { get; set; }

    [Inject]
    public required StartNewPhase NewPhase { get; init; }

    private protected override async Task<IReadOnlyList<Error>> DoAsync()
        => (await NewPhase.RunAsync(
            new(Workspace.Access, Workspace.Environment.Id, View.Item.Id, _reason, Revision) { Rollout = Draft.ToChange() }, CancellationToken.None)).Errors;

    private protected override Task LookAgainAsync() => OnStale.InvokeAsync();
}
