using System.Runtime.CompilerServices;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Audit.Reads;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Experiments.Rollout.Domain;
using ExperimentAdmin.Core.Experiments.Rollout.UseCases;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.History;

/// <summary>Shows the revisions of an experiment, compares any two, and says whether the last can be undone.</summary>
public sealed class HistoryReads(IDbContextFactory<AppDbContext> contexts, IEnumerable<IRecordWords> words)
{
    private readonly IRecordWords? _words = words.SingleOrDefault(room => room.Kind is AuditKind.Experiment);

    /// <summary>One page of the revisions, newest first; null when there is no such experiment.</summary>
    public async Task<Page<AuditEntry>?> ListAsync(
        ProjectAccess access, int environmentId, int id, ListQuery paging, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(paging);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        return await ListAsync(db, access, environmentId, id, paging, cancellationToken);
    }

    /// <summary>One page of the revisions, newest first, and whether the newest can be undone; null when there is no such experiment.</summary>
    public async Task<HistoryPage?> FindAsync(
        ProjectAccess access, int environmentId, int id, ListQuery paging, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(paging);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        return await ListAsync(db, access, environmentId, id, paging, cancellationToken) is { } page
            ? new HistoryPage(page, await LastAsync(db, access, environmentId, id, cancellationToken))
            : null;
    }

    /// <summary>
    /// All revisions, newest first, none twice however many are written meanwhile; nothing of the database is held between two batches. Empty
    /// when there is no such experiment.
    /// </summary>
    public async IAsyncEnumerable<AuditEntry> EachAsync(
        ProjectAccess access, int environmentId, int id, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        var before = int.MaxValue;
        List<AuditRecord> batch;
        do
        {
            batch = await BeforeAsync(access, environmentId, id, before, cancellationToken);
            foreach (var record in batch)
            {
                before = record.Number;
                yield return Entry(record);
            }
        }
        while (batch.Count == ListQuery.MaxSize);
    }

    /// <summary>Compares two revisions, member by member, in words.</summary>
    /// <param name="access">Who asks.</param>
    /// <param name="environmentId">The experiment's environment.</param>
    /// <param name="id">The experiment.</param>
    /// <param name="from">The number of the one.</param>
    /// <param name="to">The number of the other; may be older.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<Result<RevisionComparison>> CompareAsync(
        ProjectAccess access, int environmentId, int id, int from, int to, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        if (!await ExistsAsync(db, access, environmentId, id, cancellationToken))
        {
            return ExperimentErrors.NotFound();
        }

        var both = await Of(db, access, id).Where(record => record.Number == from || record.Number == to).ToListAsync(cancellationToken);
        if (both.Find(record => record.Number == from) is not { } one)
        {
            return HistoryErrors.RevisionUnknown(from, "from");
        }

        return both.Find(record => record.Number == to) is { } other
            ? new RevisionComparison(Entry(one), Entry(other), AuditChanges.Between(one.After, other.After, _words))
            : HistoryErrors.RevisionUnknown(to, "to");
    }

    private async Task<Page<AuditEntry>?> ListAsync(
        AppDbContext db, ProjectAccess access, int environmentId, int id, ListQuery paging, CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(db, access, environmentId, id, cancellationToken))
        {
            return null;
        }

        var records = Of(db, access, id);
        var total = await records.CountAsync(cancellationToken);
        var page = await records.OrderByDescending(record => record.Number).Skip(paging.Skip).Take(paging.Size).ToListAsync(cancellationToken);
        return new Page<AuditEntry>([.. page.Select(Entry)], total, paging.Page, paging.Size);
    }

    private async Task<LastUndo> LastAsync(AppDbContext db, ProjectAccess access, int environmentId, int id, CancellationToken cancellationToken)
    {
        var last = await Of(db, access, id).OrderByDescending(record => record.Number).FirstOrDefaultAsync(cancellationToken);
        if (last is null)
        {
            return new LastUndo(0, string.Empty, HistoryErrors.RecordGone());
        }

        if (UndoRule.Of(last.Action) is not { } rule || AuditJson.Read<ExperimentRecord>(last.Before) is not { } before)
        {
            return new LastUndo(last.Number, last.Summary, HistoryErrors.NotUndoable(last.Number, last.Action, last.Summary));
        }

        if (access.WhyNot(rule.Permission) is { } refusal)
        {
            return new LastUndo(last.Number, last.Summary, refusal);
        }

        var view = await ExperimentReads.FindAsync(db, access, environmentId, id, cancellationToken)
            ?? throw new InvalidOperationException($"Experiment {id} went within one moment.");
        return WhyNot(rule, before, view) is { } refused
            ? new LastUndo(last.Number, last.Summary, refused)
            : new LastUndo(last.Number, last.Summary, Refusal: null)
            {
                Effect = Effect(rule, before, view.Item),
                Changes = AuditChanges.Between(last.After, last.Before, _words),
            };
    }

    private static Error? WhyNot(UndoRule rule, ExperimentRecord before, ExperimentView view) => rule switch
    {
        { IsEdit: true } => null, // Names and people are looked at when it is done.
        { IsEnd: true } => view.UndoRefusal,
        _ => RolloutReturn.WhyNot(view.Item.Name, before.Rollout, view.Item.Rollout, view.Item.Arms, view.Item.ValueType),
    };

    private static string Effect(UndoRule rule, ExperimentRecord before, ExperimentItem item) => rule switch
    {
        { IsEdit: true } => "What was written before is there again.",
        { IsEnd: true } => $"{item.Name} is {ExperimentLifecycle.Word(before.Status)} again{At(before.Rollout)}, and its flag is as it was before the end.",
        { IsPause: true } => $"{item.Name} runs again{At(before.Rollout)}: everybody gets the arm that they had.",
        { IsResume: true } => $"{item.Name} is paused again: everybody gets the environment default.",
        _ when item.Rollout.State is { } now && before.Rollout is { } was && !now.IsSameAs(was)
            => $"The rollout changes back: {RolloutSummary.Of(now, was)}.",
        _ => "The rollout is as it was before.",
    };

    private static string At(RolloutState? rollout) => rollout is null ? string.Empty : $" at {rollout.Describe()}";

    private AuditEntry Entry(AuditRecord record) => AuditEntry.Of(record, _words);

    private async Task<List<AuditRecord>> BeforeAsync(
        ProjectAccess access, int environmentId, int id, int before, CancellationToken cancellationToken)
    {
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        return await ExistsAsync(db, access, environmentId, id, cancellationToken)
            ? await Of(db, access, id).Where(record => record.Number < before)
                .OrderByDescending(record => record.Number).Take(ListQuery.MaxSize).ToListAsync(cancellationToken)
            : [];
    }

    private static Task<bool> ExistsAsync(AppDbContext db, ProjectAccess access, int environmentId, int id, CancellationToken cancellationToken)
        => ExperimentQueries.Of(db, access, environmentId).AnyAsync(experiment => experiment.Id == id, cancellationToken);

    private static IQueryable<AuditRecord> Of(AppDbContext db, ProjectAccess access, int id)
    {
        var key = AuditKey.Experiment(id).Text;
        return db.Set<AuditRecord>().Where(record => record.ProjectId == access.ProjectId && record.ObjectKey == key);
    }
}
