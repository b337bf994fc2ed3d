using System.Diagnostics;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.Sessions;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Persistence.Writing;
using ExperimentAdmin.Core.Workspace.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace ExperimentAdmin.Core.Changes;

/// <summary>
/// The way of every write: one context, one transaction, one answer. The first statement raises the revision of the
/// environments that the change concerns, which takes the lock that orders their writes; access is checked again; a
/// refusal or a change of nothing leaves no trace; after the commit open pages are told.
/// </summary>
/// <remarks>
/// Nothing is retried: when a connection breaks during a commit nobody knows whether it happened, and doing it again
/// could do it twice. That, and that the database is away in any other way, is a refusal like others, so that whoever asked keeps what
/// they entered.
/// </remarks>
public sealed partial class UnitOfWork(
    IDbContextFactory<AppDbContext> contexts, WriteGate gate, AccessGate access, ChangeFeed feed, CommitListeners listeners,
    CommitNotices notices, SessionEnds ends, WriteMetrics metrics, TimeProvider clock, ILogger<UnitOfWork> logger)
{
    private static readonly Error s_lostRace = new Error.Conflict(
        "lost_race", "Somebody else changed this at the same moment. Reload to see their change, then try again.");

    private readonly LogThrottle _throttle = new(clock);

    /// <summary>The same at another time, with nobody to serve what is written.</summary>
    internal UnitOfWork At(TimeProvider time) => new(contexts, gate, access, feed, new CommitListeners(), notices, ends, metrics, time, logger);

    /// <summary>Changes one environment.</summary>
    internal Task<Result<T>> InEnvironmentAsync<T>(
        ProjectAccess grant, int environmentId, Permission permission, Func<ChangeContext, Task<Result<T>>> work,
        CancellationToken cancellationToken)
        => RunAsync(grant, permission, db => EnvironmentLocks.EnvironmentAsync(db, grant, environmentId, permission, cancellationToken), work, cancellationToken);

    /// <summary>Changes one environment in what no two of a project may share, such as its name. The others stay as they are.</summary>
    internal Task<Result<T>> InEnvironmentAmongOthersAsync<T>(
        ProjectAccess grant, int environmentId, Permission permission, Func<ChangeContext, Task<Result<T>>> work,
        CancellationToken cancellationToken)
        => RunAsync(
            grant,
            permission,
            async db =>
            {
                // In the order of every change of a project, so that none of them waits for this one while this one waits for it.
                await EnvironmentLocks.ProjectRowAsync(db, grant.ProjectId, cancellationToken);
                return await EnvironmentLocks.EnvironmentAsync(db, grant, environmentId, permission, cancellationToken);
            },
            work,
            cancellationToken);

    /// <summary>Changes what all environments of a project share: its features, variants, segments or environments.</summary>
    internal Task<Result<T>> InProjectAsync<T>(
        ProjectAccess grant, Permission permission, Func<ChangeContext, Task<Result<T>>> work, CancellationToken cancellationToken)
        => RunAsync(grant, permission, db => EnvironmentLocks.ProjectAsync(db, grant.ProjectId, cancellationToken), work, cancellationToken);

    /// <summary>Changes who may do what in a project: its people and API keys. Nothing that is served changes with it.</summary>
    internal Task<Result<T>> InMembersAsync<T>(
        ProjectAccess grant, Func<ChangeContext, Task<Result<T>>> work, CancellationToken cancellationToken)
        => RunAsync(
            grant,
            Permission.Administer,
            async db =>
            {
                await EnvironmentLocks.ProjectRowAsync(db, grant.ProjectId, cancellationToken);
                return new List<ProjectEnvironment>();
            },
            work,
            cancellationToken);

    /// <summary>Changes the instance: projects, people and API keys. One change at a time, each made from what the one before left.</summary>
    internal Task<Result<T>> InInstanceAsync<T>(
        InstanceAccess grant, Func<ChangeContext, Task<Result<T>>> work, CancellationToken cancellationToken)
        => RunAsync(
            grant.Actor,
            projectId: null,
            grant.Question,
            async db =>
            {
                await db.LockInstanceAsync(cancellationToken);
                return new List<ProjectEnvironment>();
            },
            async db => (null, await access.RecheckAsync(db, grant, cancellationToken)),
            work,
            cancellationToken);

    /// <summary>Changes rows that only one person sees, of a project that they must still have a role in.</summary>
    internal Task<Result<T>> ForSelfInProjectAsync<T>(
        ProjectAccess grant, Permission permission, Func<ChangeContext, Task<Result<T>>> work, CancellationToken cancellationToken)
        => RunAsync(grant, permission, NoEnvironments, work, cancellationToken);

    /// <summary>Changes what belongs to one person alone: their own account, or rows that only they see.</summary>
    internal Task<Result<T>> ForSelfAsync<T>(Actor actor, Func<ChangeContext, Task<Result<T>>> work, CancellationToken cancellationToken)
        => RunAsync(actor, projectId: null, question: null, NoEnvironments, _ => Task.FromResult<(ProjectAccess?, Error?)>((null, null)), work, cancellationToken);

    private static Task<Result<List<ProjectEnvironment>>> NoEnvironments(AppDbContext db)
        => Task.FromResult<Result<List<ProjectEnvironment>>>(new List<ProjectEnvironment>());

    private Task<Result<T>> RunAsync<T>(
        ProjectAccess grant, Permission permission, Func<AppDbContext, Task<Result<List<ProjectEnvironment>>>> lockAsync,
        Func<ChangeContext, Task<Result<T>>> work, CancellationToken cancellationToken)
        => RunAsync(
            grant.Actor,
            grant.ProjectId,
            grant.Question,
            lockAsync,
            async db =>
            {
                var now = await access.RecheckAsync(db, grant, permission, cancellationToken);
                return (now.IsOk ? now.Value : null, now.Error);
            },
            work,
            cancellationToken);

    // Others may write while the change is waited for until it is served; open pages then read what is served.
    private async Task<Result<T>> RunAsync<T>(
        Actor actor,
        int? projectId,
        Func<object, Task>? question,
        Func<AppDbContext, Task<Result<List<ProjectEnvironment>>>> lockAsync,
        Func<AppDbContext, Task<(ProjectAccess? Grant, Error? Refusal)>> recheckAsync,
        Func<ChangeContext, Task<Result<T>>> work,
        CancellationToken cancellationToken)
    {
        var commit = new Commit();
        (Result<T> Result, ChangeContext? Committed) saved;
        try
        {
            saved = await MeasureAsync(
                () => gate.WriteAsync(
                    () => CommitAsync(actor, projectId, question, lockAsync, recheckAsync, work, commit, cancellationToken),
                    answer => answer.Committed is not null,
                    cancellationToken),
                cancellationToken);
        }
        catch (Exception exception) when ((commit.IsInDoubt ? DatabaseFault.InDoubt : DatabaseFault.Of(exception)) is { } fault)
        {
            if (_throttle.MaySay(fault.Code))
            {
                LogNotSaved(logger, fault.Sentence, exception);
            }

            return fault.ToError(fault == DatabaseFault.InDoubt ? null : "Nothing was changed.");
        }

        if (saved.Committed is { } committed)
        {
            await listeners.CommittedAsync(committed.Revisions);
            Tell(committed);
        }

        return saved.Result;
    }

    private async Task<(Result<T> Result, ChangeContext? Committed)> MeasureAsync<T>(
        Func<Task<(Result<T> Result, ChangeContext? Committed)>> commitAsync, CancellationToken cancellationToken)
    {
        using var activity = Telemetry.Activities.StartActivity("save");
        var (outcome, started) = (SaveOutcome.Failed, clock.GetTimestamp());
        try
        {
            var (result, committed) = await commitAsync();
            outcome = committed is not null ? SaveOutcome.Committed : result.IsOk ? SaveOutcome.Unchanged : SaveOutcome.Refused;
            return (result, committed);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            outcome = SaveOutcome.Abandoned;
            throw;
        }
        finally
        {
            metrics.Saved(outcome, clock.GetElapsedTime(started));
            _ = outcome is SaveOutcome.Failed ? activity?.SetStatus(ActivityStatusCode.Error) : activity;
        }
    }

    private async Task<(Result<T> Result, ChangeContext? Committed)> CommitAsync<T>(
        Actor actor,
        int? projectId,
        Func<object, Task>? question,
        Func<AppDbContext, Task<Result<List<ProjectEnvironment>>>> lockAsync,
        Func<AppDbContext, Task<(ProjectAccess? Grant, Error? Refusal)>> recheckAsync,
        Func<ChangeContext, Task<Result<T>>> work,
        Commit commit,
        CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);

        // Whatever fails undoes the whole transaction, so there is nothing to go back to in the middle of it.
        db.Database.AutoSavepointsEnabled = false;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var locked = await lockAsync(db);
        if (locked.Error is { } unlocked)
        {
            return (unlocked, null);
        }

        var (grant, refusal) = await recheckAsync(db);
        if (refusal is not null)
        {
            return (refusal, null);
        }

        var change = new ChangeContext(db, actor, clock.Now(), projectId, cancellationToken)
        {
            Environments = locked.Value,
            Grant = grant,
        };
        try
        {
            var result = await work(change);
            if (!result.IsOk)
            {
                return (result, null);
            }

            if (!change.IsUnchanged)
            {
                _ = await db.SaveChangesAsync(cancellationToken);
                await FinishAsync(change);
            }

            if (question is not null)
            {
                await ReadOwnWrites.RunAsync(db, () => question(result.Value!));
            }

            if (change.IsUnchanged)
            {
                return (result, null);
            }

            await CommitAsync(change, commit, transaction);
            return (result, change);
        }
        catch (DbUpdateConcurrencyException)
        {
            return (s_lostRace, null);
        }
        catch (DbUpdateException exception) when (UniqueIndex.Violated(exception))
        {
            // Rules are checked under the lock, so only another way in that forgot to ask can get here.
            return (s_lostRace, null);
        }
    }

    private async Task CommitAsync(ChangeContext change, Commit commit, IDbContextTransaction transaction)
    {
        feed.Expect(change.Records);
        try
        {
            await commit.RunAsync(transaction);
        }
        catch
        {
            feed.Withdraw(change.Records);
            throw;
        }
    }

    // Every change ends with these rows: the records, the moment of what it changed in every environment, and word to other processes.
    private Task FinishAsync(ChangeContext change)
    {
        var rows = change.Rows;
        foreach (var environment in change.Environments)
        {
            var least = environment.UpdatedAt + TimeSpan.FromSeconds(1);
            environment.UpdatedAt = change.Now > least ? change.Now : least;
            rows.Add(1, $"UPDATE environments SET updated_at = {rows.Time(environment.UpdatedAt)} WHERE id = {BatchedStatements.Number(environment.Id)}");
        }

        AuditRows.Insert(rows, change.Records);
        if (notices.Statement(change.Revisions) is { } notify)
        {
            rows.Add(0, notify);
        }

        return rows.WriteAsync(change.Cancellation);
    }

    private void Tell(ChangeContext change)
    {
        foreach (var personId in change.PeopleSignedOut)
        {
            ends.Publish(personId);
        }

        foreach (var record in change.Records)
        {
            feed.Publish(ChangeFeed.Committed.Of(record));
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Changes cannot be saved, which is said once a minute: {Reason}")]
    private static partial void LogNotSaved(ILogger logger, string reason, Exception exception);

    /// <summary>What is known of a commit, whatever is thrown afterwards: putting a broken transaction away may throw as well.</summary>
    private sealed class Commit
    {
        /// <summary>Whether it was begun and not refused: whoever then learns nothing more does not know how it ended.</summary>
        public bool IsInDoubt { get; private set; }

        public async Task RunAsync(IDbContextTransaction transaction)
        {
            IsInDoubt = true;
            try
            {
                await transaction.CommitAsync(CancellationToken.None);
            }
            catch (Exception exception) when (!DatabaseFault.LeavesInDoubt(exception))
            {
                IsInDoubt = false;
                throw;
            }
        }
    }
}
