using System.Security.Cryptography;
using System.Text.Json;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Experiments.Reads;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Core.Experiments.Drafts;

/// <summary>
/// Keeps unfinished wizards: private rows of their author that touch nothing, block nothing, are not audited, and
/// survive reloads and restarts.
/// </summary>
public sealed class ExperimentDrafts(UnitOfWork work, IDbContextFactory<AppDbContext> contexts, TimeProvider clock)
{
    /// <summary>How many unfinished wizards one person can keep in one environment; the oldest gives way.</summary>
    public const int MaxPerPerson = 20;

    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>A new address for a wizard. Nothing is stored until something was entered.</summary>
    public static string NewId() => RandomNumberGenerator.GetString(Letters, ExperimentDraft.IdLength);

    /// <summary>What was entered so far; null when there is no such wizard of this person.</summary>
    public async Task<WizardEntries?> FindAsync(ProjectAccess access, int environmentId, string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        if (!ExperimentDraft.IsId(id))
        {
            return null;
        }

        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var payload = await ExperimentQueries.DraftsOf(db, access, environmentId).Where(draft => draft.Id == id)
            .Select(draft => draft.Payload).SingleOrDefaultAsync(cancellationToken);
        return payload is null ? null : JsonSerializer.Deserialize<WizardEntries>(payload, JsonSerializerOptions.Web);
    }

    /// <summary>The person's unfinished wizards, newest first.</summary>
    public async Task<IReadOnlyList<DraftItem>> ListAsync(ProjectAccess access, int environmentId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var drafts = await ExperimentQueries.DraftsOf(db, access, environmentId).AsNoTracking()
            .OrderByDescending(draft => draft.UpdatedAt).ToListAsync(cancellationToken);
        return [.. drafts.Select(DraftItem.Of)];
    }

    /// <summary>Keeps what was entered. Needs the right to create experiments.</summary>
    /// <returns>
    /// The id that it is kept under: another one where the address came from somebody else, or from another environment, so
    /// that nothing entered there is lost either.
    /// </returns>
    public Task<Result<string>> SaveAsync(
        ProjectAccess access, int environmentId, string id, WizardEntries entries, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        return work.ForSelfInProjectAsync<string>(
            access, Permission.RunExperiments, change => SaveAsync(change, access, environmentId, id, entries), cancellationToken);
    }

    /// <summary>Throws an unfinished wizard away.</summary>
    public Task<Result<Done>> DiscardAsync(ProjectAccess access, int environmentId, string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        return work.ForSelfAsync<Done>(
            access.Actor,
            async change =>
            {
                if (!ExperimentDraft.IsId(id))
                {
                    return change.Nothing(default(Done));
                }

                _ = await ExperimentQueries.DraftsOf(change.Db, access, environmentId).Where(draft => draft.Id == id).ExecuteDeleteAsync(change.Cancellation);
                return default(Done);
            },
            cancellationToken);
    }

    private async Task<Result<string>> SaveAsync(ChangeContext change, ProjectAccess access, int environmentId, string id, WizardEntries entries)
    {
        var db = change.Db;
        if (!await db.Set<ProjectEnvironment>().AnyAsync(
            environment => environment.Id == environmentId && environment.ProjectId == access.ProjectId && environment.DeletedAt == null,
            change.Cancellation))
        {
            return EnvironmentErrors.NotFound();
        }

        var payload = JsonSerializer.Serialize(entries, JsonSerializerOptions.Web);
        var now = clock.Now();
        var isId = ExperimentDraft.IsId(id);
        if (isId && await ExperimentQueries.DraftsOf(db, access, environmentId).Where(draft => draft.Id == id).ExecuteUpdateAsync(
            row => row.SetProperty(draft => draft.Payload, payload).SetProperty(draft => draft.UpdatedAt, now), change.Cancellation) > 0)
        {
            return id;
        }

        await MakeRoomAsync(change, access, environmentId);
        var kept = new ExperimentDraft
        {
            Id = isId && !await db.Set<ExperimentDraft>().AnyAsync(draft => draft.Id == id, change.Cancellation) ? id : NewId(),
            EnvironmentId = environmentId,
            PersonId = access.Actor.Id ?? throw new InvalidOperationException("Only people have wizards."),
            Payload = payload,
            CreatedAt = now,
            UpdatedAt = now,
        };
        _ = db.Add(kept);
        return kept.Id;
    }

    private static async Task MakeRoomAsync(ChangeContext change, ProjectAccess access, int environmentId)
    {
        var kept = await ExperimentQueries.DraftsOf(change.Db, access, environmentId).OrderByDescending(draft => draft.UpdatedAt)
            .Select(draft => draft.Id).ToListAsync(change.Cancellation);
        var surplus = kept.Skip(MaxPerPerson - 1).ToList();
        _ = await change.Db.Set<ExperimentDraft>().Where(draft => surplus.Contains(draft.Id)).ExecuteDeleteAsync(change.Cancellation);
    }
}
