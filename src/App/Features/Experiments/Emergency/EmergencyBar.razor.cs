using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Experiments.Emergency;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Emergency;

/// <summary>The emergency door of an environment: stops everything that runs, and says what is stopped until it is resumed.</summary>
public sealed partial class EmergencyBar
{
    private const int MostNames = 6;

    private EmergencyState? _state;
    private Question? _asks;

    private enum Question
    {
        Stop,
        Resume,
    }

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    /// <summary>Experiments were stopped or resumed.</summary>
    [Parameter, EditorRequired]
    public required EventCallback OnChanged { get; set; }

    [Inject]
    public required EmergencyReads Reads { get; init; }

    protected override object Subject => Workspace.Environment.Id;

    protected override object Asked => Workspace;

    private bool MayAct => !Workspace.Environment.IsArchived && Workspace.Access.May(Permission.RunExperiments);

    protected override void Forget() => (_state, _asks) = (null, null);

    protected override bool Concerns(ChangeFeed.Committed change) => Workspace.IsTouchedBy(change);

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var state = await Reads.FindAsync(Workspace.Access, Workspace.Environment.Id, cancellation);
        return () => _state = state;
    }

    // All of them stand in the questions, which scroll.
    private static IReadOnlyList<string> Some(IReadOnlyList<string> names)
        => names.Count <= MostNames ? names : [.. names.Take(MostNames - 1), $"{DisplayText.Number(names.Count - MostNames + 1)} more"];

    private void Close() => _asks = null;

    private async Task DoneAsync()
    {
        _asks = null;
        await LoadAsync();
        await OnChanged.InvokeAsync();
    }
}
