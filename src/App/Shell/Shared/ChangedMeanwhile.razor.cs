using ExperimentAdmin.App.Shell.Frame;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Audit.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Shared;

/// <summary>Warns that what is being edited is no longer what it was, and says who changed it, as the history has it.</summary>
public sealed partial class ChangedMeanwhile
{
    private bool _isAsked;
    private string? _name;

    [CascadingParameter]
    public Workspace? Workspace { get; set; }

    /// <summary>Who changed it, where a refusal said so; else the history is asked.</summary>
    [Parameter]
    public string? Who { get; set; }

    /// <summary>What is being edited, for the history.</summary>
    [Parameter]
    public AuditKey? Key { get; set; }

    /// <summary>Its revision now.</summary>
    [Parameter]
    public int Revision { get; set; }

    /// <summary>What it is called in the sentence.</summary>
    [Parameter]
    public string What { get; set; } = "this";

    [Parameter]
    public string? TestId { get; set; }

    [Parameter]
    public RenderFragment? ChildContent { get; set; }

    /// <summary>Buttons below the text.</summary>
    [Parameter]
    public RenderFragment? Actions { get; set; }

    [Inject]
    public required AuditReads Reads { get; init; }

    // Nobody is blamed while it is not known who did it.
    private string Title => (Who ?? _name) is { } name ? $"{name} changed {What} meanwhile"
        : _isAsked ? $"Somebody else changed {What} meanwhile"
        : "Changed meanwhile";

    protected override object Subject => (Key, Revision);

    protected override object Asked => (Key, Revision, Who is null);

    protected override void Forget() => (_name, _isAsked) = (null, false);

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        if (Who is not null || Key is not { } key || Workspace is not { } workspace)
        {
            return () => { };
        }

        var newest = await Reads.HistoryAsync(workspace.Access, key, new ListQuery { Size = 1 }, cancellation);
        return () => (_name, _isAsked) = (newest.Items.Count > 0 ? newest.Items[0].Actor.Name : null, true);
    }
}
