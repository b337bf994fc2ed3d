using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Retention;
using ExperimentAdmin.Core.Retention.Reads;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Retention.Pages;

/// <summary>How long the instance keeps what grows with every change, and what was archived.</summary>
public sealed partial class RetentionPage
{
    private RetentionView? _view;

    [Inject]
    public required RetentionReads Reads { get; init; }

    private string Where => _view?.ArchiveFolder is { } folder
        ? $"Archive files are in {folder} on the server."
        : $"There is no archive folder: set {RetentionOptions.Setting} on the server before anything can be removed.";

    protected override bool Concerns(ChangeFeed.Committed change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return change.Key == AuditKey.Retention || change.Key == AuditKey.RetentionRemovals;
    }

    protected override async Task<Action> ReadAsync(InstanceAccess access, CancellationToken cancellation)
    {
        var view = await Reads.ViewAsync(access, cancellation);
        return () => _view = view;
    }
}
