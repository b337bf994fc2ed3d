using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.App.Shell.Pages.Words;
using ExperimentAdmin.Core.Experiments.History;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.History;

/// <summary>Two revisions of an experiment beside each other, member by member.</summary>
public sealed partial class ComparedRevisions
{
    private RevisionComparison? _compared;
    private Error? _refusal;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required int ExperimentId { get; set; }

    /// <summary>The number of the older one.</summary>
    [Parameter, EditorRequired]
    public required int From { get; set; }

    /// <summary>The number of the newer one.</summary>
    [Parameter, EditorRequired]
    public required int To { get; set; }

    [Inject]
    public required HistoryReads Reads { get; init; }

    protected override object Subject => (Workspace.Environment.Id, ExperimentId, From, To);

    protected override object Asked => (Workspace, ExperimentId, From, To);

    private string Caption => $"Revisions {From} and {To} ({DisplayText.Count(_compared!.Changes.Count, "field")} differ)";

    protected override void Forget() => (_compared, _refusal) = (null, null);

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var compared = await Reads.CompareAsync(Workspace.Access, Workspace.Environment.Id, ExperimentId, From, To, cancellation);
        return () => (_compared, _refusal) = (compared.IsOk ? compared.Value : null, compared.Error);
    }
}
