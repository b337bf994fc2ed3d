using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;

namespace ExperimentAdmin.Unit.Experiments;

/// <summary>Everything that can be done in every status, by everybody: what the table says is what happens.</summary>
public abstract class LifecycleTableTests(DatabaseProvider provider, Versioning versioning) : WorldTests(provider, versioning)
{
    // By hand, as design says it.
    private static readonly Dictionary<ExperimentAction, (ExperimentStatus[] From, Role Least)> s_expected = new()
    {
        [ExperimentAction.Start] = ([ExperimentStatus.Created], Role.ProductManager),
        [ExperimentAction.Pause] = ([ExperimentStatus.Running], Role.Support),
        [ExperimentAction.Resume] = ([ExperimentStatus.Paused], Role.ProductManager),
        [ExperimentAction.NewPhase] = ([ExperimentStatus.Running, ExperimentStatus.Paused], Role.ProductManager),
        [ExperimentAction.End] = ([ExperimentStatus.Running, ExperimentStatus.Paused], Role.ProductManager),
        [ExperimentAction.UndoEnd] = ([ExperimentStatus.Completed], Role.ProductManager),
        [ExperimentAction.Archive] = ([ExperimentStatus.Completed], Role.ProductManager),
        [ExperimentAction.Unarchive] = ([ExperimentStatus.Completed], Role.ProductManager),
        [ExperimentAction.Delete] = ([ExperimentStatus.Created, ExperimentStatus.Paused, ExperimentStatus.Completed], Role.ProductManager),
    };

    public sealed class InPlaceOnSqlite() : LifecycleTableTests(DatabaseProvider.Sqlite, Versioning.V1);

    public sealed class PublishedOnPostgres() : LifecycleTableTests(DatabaseProvider.Postgres, Versioning.V2);

    public static TheoryData<ExperimentStatus, ExperimentAction> Pairs()
    {
        var pairs = new TheoryData<ExperimentStatus, ExperimentAction>();
        foreach (var status in Enum.GetValues<ExperimentStatus>())
        {
            foreach (var action in Enum.GetValues<ExperimentAction>())
            {
                pairs.Add(status, action);
            }
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task WhatTheTableAllows_Happens_AndNothingElseLeavesATrace(ExperimentStatus status, ExperimentAction action)
    {
        var id = await InAsync(status);
        var rule = ExperimentLifecycle.Of(action);

        // Starting and resuming are one use case, which tells them apart by the status.
        var isAllowed = s_expected[action].From.Contains(status)
            || (action is ExperimentAction.Start or ExperimentAction.Resume && status is ExperimentStatus.Created or ExperimentStatus.Paused);
        rule.From.Order().ShouldBe(s_expected[action].From.Order());
        foreach (var role in Enum.GetValues<Role>().Where(role => role < s_expected[action].Least))
        {
            (await DoAsync(id, action, await World.AccessAsync(role)))!.Code.ShouldBe("role_too_low");
        }

        var before = await FingerprintAsync();

        var refusal = await DoAsync(id, action, await World.AccessAsync(s_expected[action].Least));

        if (status is ExperimentStatus.Completed && action is ExperimentAction.Unarchive)
        {
            refusal.ShouldNotBeNull().Code.ShouldBe("experiment_not_archived");
            return;
        }

        (refusal is null).ShouldBe(isAllowed, refusal?.Message);
        if (refusal is not null)
        {
            refusal.Code.ShouldBe(action is ExperimentAction.Delete ? "running_not_deleted" : "transition_refused");
            (await FingerprintAsync()).ShouldBe(before);
        }
        else if (action is not ExperimentAction.Delete)
        {
            (await World.ViewAsync(id)).Item.Status.ShouldBe(action is ExperimentAction.UndoEnd ? ExperimentStatus.Running : rule.To ?? status);
        }
    }

    [Theory]
    [InlineData(ExperimentStatus.Created)]
    [InlineData(ExperimentStatus.Running)]
    [InlineData(ExperimentStatus.Paused)]
    [InlineData(ExperimentStatus.Completed)]
    public async Task WhatIsOffered_IsWhatIsAllowed(ExperimentStatus status)
    {
        var item = (await World.ViewAsync(await InAsync(status))).Item;
        foreach (var role in Enum.GetValues<Role>())
        {
            var access = await World.AccessAsync(role);
            var expected = s_expected.Where(row => row.Value.From.Contains(status) && role >= row.Value.Least).Select(row => row.Key).Order().ToList();
            ExperimentLifecycle.Offered(item.Status, isArchived: false, item.Rollout, access).Order()
                .ShouldBe(expected.Where(action => action is not ExperimentAction.Unarchive));
            ExperimentLifecycle.Offered(item.Status, isArchived: true, item.Rollout, access).Order()
                .ShouldBe(expected.Where(action => action is not (ExperimentAction.Archive or ExperimentAction.UndoEnd)));
        }
    }

    private async Task<int> InAsync(ExperimentStatus status)
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: status is not ExperimentStatus.Created);
        if (status is ExperimentStatus.Paused)
        {
            (await World.PauseAsync(id)).Error.ShouldBeNull();
        }
        else if (status is ExperimentStatus.Completed)
        {
            (await World.CompleteAsync(id)).Error.ShouldBeNull();
        }

        return id;
    }

    private async Task<Error?> DoAsync(int id, ExperimentAction action, ProjectAccess access) => action switch
    {
        ExperimentAction.Start or ExperimentAction.Resume => (await World.Get<StartExperiment>().RunAsync(
            new(access, World.EnvironmentId, id) { Anyway = true }, Cancellation)).Error,
        ExperimentAction.Pause => (await World.Get<PauseExperiment>().RunAsync(new(access, World.EnvironmentId, id), Cancellation)).Error,
        ExperimentAction.NewPhase => (await World.NewPhaseAsync(id, access: access)).Error,
        ExperimentAction.End => (await World.Get<EndExperiment>().RunAsync(
            new(access, World.EnvironmentId, id, Ending.Restore, Conclusion.Won), Cancellation)).Error,
        ExperimentAction.UndoEnd => (await World.Get<UndoEnd>().RunAsync(new(access, World.EnvironmentId, id), Cancellation)).Error,
        ExperimentAction.Archive or ExperimentAction.Unarchive => (await World.Get<ArchiveExperiment>().RunAsync(
            new(access, World.EnvironmentId, id, action is ExperimentAction.Archive), Cancellation)).Error,
        ExperimentAction.Delete => (await World.Get<DeleteExperiment>().RunAsync(new(access, World.EnvironmentId, id), Cancellation)).Error,
        _ => throw new ArgumentOutOfRangeException(nameof(action)),
    };

    private async Task<string> FingerprintAsync()
    {
        await using var db = World.Open();
        return await DatabaseFingerprint.TakeAsync(db, Cancellation);
    }
}
