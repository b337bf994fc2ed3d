using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Audit.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Shell.Shared.History;

/// <summary>Who changed an object, when and how, newest first. Follows new changes by itself.</summary>
public sealed partial class ChangeHistory
{
    private const int Step = 10;

    private Page<AuditEntry>? _page;
    private int _size = Step;

    [Parameter, EditorRequired]
    public required ProjectAccess Access { get; set; }

    /// <summary>The object.</summary>
    [Parameter, EditorRequired]
    public required AuditKey Key { get; set; }

    [Inject]
    public required AuditReads Reads { get; init; }

    protected override object Subject => Key;

    protected override object Asked => (Access, Key, _size);

    protected override void Forget() => (_page, _size) = (null, Step);

    protected override bool Concerns(ChangeFeed.Committed change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change.Concerns(Key);
    }

    protected override async Task<Action> ReadAsync(CancellationToken cancellation)
    {
        var page = await Reads.HistoryAsync(Access, Key, new ListQuery { Size = _size }, cancellation);
        return () => _page = page;
    }

    private Task ShowMoreAsync()
    {
        _size += Step;
        return AskAsync();
    }
}
