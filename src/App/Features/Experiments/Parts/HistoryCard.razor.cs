using ExperimentAdmin.App.Shell;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Audit.Reads;
using ExperimentAdmin.Core.Common;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Experiments.Parts;

/// <summary>What happened to an experiment, newest first, each change with how it was before and after.</summary>
public sealed partial class HistoryCard
{
    private const int Few = 10;
    private Page<AuditEntry>? _page;
    private (int Id, int Revision, int Size) _shown;
    private int _size = Few;

    [CascadingParameter]
    public required Workspace Workspace { get; set; }

    [Parameter, EditorRequired]
    public required int ExperimentId { get; set; }

    /// <summary>The revision that is on the page: a newer one has more to tell.</summary>
    [Parameter, EditorRequired]
    public required int Revision { get; set; }

    [Inject]
    public required AuditReads Reads { get; init; }

    protected override Task OnParametersSetAsync() => LoadAsync();

    private static string Sentence(AuditEntry entry) => char.ToUpperInvariant(entry.Summary[0]) + entry.Summary[1..] + ".";

    private Task MoreAsync()
    {
        _size += 2 * Few;
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        var wanted = (ExperimentId, Revision, _size);
        if (wanted != _shown)
        {
            _shown = wanted;
            _page = await Reads.HistoryAsync(Workspace.Access, AuditKey.Experiment(ExperimentId), new ListQuery { Size = _size });
        }
    }
}
