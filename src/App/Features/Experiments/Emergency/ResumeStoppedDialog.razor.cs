using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Experiments.Emergency;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Emergency;

/// <summary>Asks before the experiments that were stopped together run again. Show it with an <c>@if</c>.</summary>
public sealed partial class ResumeStoppedDialog
{
    private string? _done;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    /// <summary>What is stopped.</summary>
    [Parameter, EditorRequired]
    public required EmergencyState State { get; set; }

    [Inject]
    public required ResumeStopped Resume { get; init; }

    private protected override string? Done => _done;

    private protected override async Task<IReadOnlyList<Error>> DoAsync()
    {
        var resumed = await Resume.RunAsync(new(Workspace.Access, Workspace.Environment.Id), CancellationToken.None);
        _done = resumed.TryGet(out var done, out _) ? Said(done) : null;
        return resumed.Errors;
    }

    private static string Said(Resumed done) => done.Left.Count == 0
        ? $"{DisplayText.Count(done.Ids.Count, "experiment")} resumed."
        : $"{DisplayText.Count(done.Ids.Count, "experiment")} resumed. Still paused, as parts of the rollout are missing: {DisplayText.List(done.Left)}.";
}
