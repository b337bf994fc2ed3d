using System.Runtime.CompilerServices;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Persistence;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Audit.Reads;

/// <summary>Shows who changed what, newest first. System segments have no records of their own and so never appear.</summary>
public sealed class AuditReads(IDbContextFactory<AppDbContext> contexts, IEnumerable<IRecordWords> words)
{
    private readonly Dictionary<AuditKind, IRecordWords> _words = words.ToDictionary(room => room.Kind);

    /// <summary>The history of one object of the project, with the changes that something else made to it.</summary>
    public async Task<Page<AuditEntry>> HistoryAsync(
        ProjectAccess access, AuditKey key, ListQuery paging, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(paging);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        var records = Of(db, access).Where(record => record.ObjectKey == key.Text || record.AlsoKey == key.Text);
        return await PageAsync(records, paging, key, cancellationToken);
    }

    /// <summary>The project's audit log.</summary>
    public async Task<Page<AuditEntry>> ListAsync(
        ProjectAccess access, AuditListQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        return await PageAsync(Filtered(Of(db, access), query), query, asked: null, cancellationToken);
    }

    /// <summary>
    /// All of the project's audit log that is asked for, whatever page of it, newest first. Each record comes once, however many are written
    /// meanwhile and however long the reader takes: between two batches nothing of the database is held.
    /// </summary>
    public async IAsyncEnumerable<AuditEntry> EachAsync(
        ProjectAccess access, AuditListQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(query);
        var before = long.MaxValue;
        List<AuditRecord> batch;
        do
        {
            batch = await BeforeAsync(access, query, before, cancellationToken);
            foreach (var record in batch)
            {
                before = record.Id;
                yield return AuditEntry.Of(record, _words.GetValueOrDefault(record.Kind));
            }
        }
        while (batch.Count == ListQuery.MaxSize);
    }

    /// <summary>The audit log of the instance: what belongs to no project, such as people.</summary>
    public async Task<Page<AuditEntry>> ListAsync(
        InstanceAccess access, AuditListQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await ReadSnapshot.OpenAsync(contexts, cancellationToken);
        return await PageAsync(
            Filtered(OfInstance(db), query), query, asked: null, cancellationToken);
    }

    /// <summary>Everybody who ever changed something in the project, under the newest name they had, by name.</summary>
    public async Task<IReadOnlyList<Actor>> ActorsAsync(ProjectAccess access, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await ActorsAsync(db, Of(db, access), cancellationToken);
    }

    /// <summary>Everybody who ever changed something that belongs to no project.</summary>
    public async Task<IReadOnlyList<Actor>> ActorsAsync(InstanceAccess access, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await ActorsAsync(db, OfInstance(db), cancellationToken);
    }

    private static async Task<IReadOnlyList<Actor>> ActorsAsync(
        AppDbContext db, IQueryable<AuditRecord> records, CancellationToken cancellationToken)
    {
        var newest = records.GroupBy(record => new { record.ActorKind, record.ActorId }).Select(group => group.Max(record => record.Id));
        var actors = await db.Set<AuditRecord>().Where(record => newest.Contains(record.Id))
            .Select(record => new Actor(record.ActorKind, record.ActorId, record.ActorName)).ToListAsync(cancellationToken);
        return [.. actors.OrderBy(actor => actor.Kind).ThenBy(actor => TextFold.Fold(actor.Name), StringComparer.Ordinal)];
    }

    private async Task<List<AuditRecord>> BeforeAsync(
        ProjectAccess access, AuditListQuery query, long before, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Filtered(Of(db, access), query).AsNoTracking().Where(record => record.Id < before)
            .OrderByDescending(record => record.Id).Take(ListQuery.MaxSize).ToListAsync(cancellationToken);
    }

    private static IQueryable<AuditRecord> Of(AppDbContext db, ProjectAccess access)
        => db.Set<AuditRecord>().Where(record => record.ProjectId == access.ProjectId);

    private static IQueryable<AuditRecord> OfInstance(AppDbContext db) => db.Set<AuditRecord>().Where(record => record.ProjectId == null);

    private static IQueryable<AuditRecord> Filtered(IQueryable<AuditRecord> records, AuditListQuery query)
    {
        if (query.ActorKind is { } actor)
        {
            records = records.Where(record => record.ActorKind == actor && (query.ActorId == null || record.ActorId == query.ActorId));
        }

        if (query.Kind is { } kind)
        {
            records = records.Where(record => record.Kind == kind);
        }

        if (query.EnvironmentId is { } environment)
        {
            records = records.Where(record => record.EnvironmentId == environment || record.EnvironmentId == null);
        }

        if (query.From?.ToUniversalTime() is { } from)
        {
            records = records.Where(record => record.At >= from);
        }

        if (query.Until?.ToUniversalTime() is { } until)
        {
            records = records.Where(record => record.At < until);
        }

        return records.WithWords(query.Search, record => record.ObjectNameFolded);
    }

    private async Task<Page<AuditEntry>> PageAsync(
        IQueryable<AuditRecord> records, ListQuery paging, AuditKey? asked, CancellationToken cancellationToken)
    {
        var total = await records.CountAsync(cancellationToken);
        var page = await records.OrderByDescending(record => record.Id)
            .Skip(paging.Skip).Take(paging.Size).ToListAsync(cancellationToken);
        return new Page<AuditEntry>([.. page.Select(record => AuditEntry.Of(record, _words.GetValueOrDefault(record.Kind), asked))], total, paging.Page, paging.Size);
    }
}
