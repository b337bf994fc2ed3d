using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Experiments.Emergency;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Emergency;

/// <summary>Asks before every running experiment of an environment is paused. Show it with an <c>@if</c>.</summary>
public sealed partial class StopAllDialog
{
    private string? _reason;
    private string? _done;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    /// <summary>What runs.</summary>
    [Parameter, EditorRequired]
    public required EmergencyState State { get; set; }

    [Inject]
    public required StopAllExperiments Stop { get; init; }

    private protected override string? Done => _done;

    private protected override async Task<IReadOnlyList<Error>> DoAsync()
    {
        var stopped = await Stop.RunAsync(new(Workspace.Access, Workspace.Environment.Id, _reason), CancellationToken.None);
        _done = stopped.TryGet(out var ids, out _) ? $"{DisplayText.Count(ids.Count, "experiment")} stopped." : null;
        return stopped.Errors;
    }
}
