using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Experiments.Disturbances;
using ExperimentAdmin.Core.Experiments.Endings;
using ExperimentAdmin.Core.Experiments.Periods;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.UseCases;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Segments.UseCases;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Flags;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Experiments;

/// <summary>What may change the flag of a started experiment all the same, and what that leaves behind.</summary>
public abstract class DisturbanceTests(DatabaseProvider provider, Versioning versioning) : WorldTests(provider, versioning)
{
    public sealed class InPlaceOnSqlite() : DisturbanceTests(DatabaseProvider.Sqlite, Versioning.V1);

    public sealed class PublishedOnPostgres() : DisturbanceTests(DatabaseProvider.Postgres, Versioning.V2);

    [Fact]
    public async Task AnOpenedFlag_IsOpenToAdministratorsAlone_UntilItIsFrozenAgain()
    {
        var (id, administrator) = (await RunningAsync(), await World.AccessAsync(Role.Administrator));
        (await SwitchOffAsync(administrator)).Error!.Code.ShouldBe("flag_frozen");
        (await AddVariantAsync(administrator, "huge")).Error!.Code.ShouldBe("flag_frozen");

        (await OpenAsync(administrator, id, " The price was wrong. ")).Error.ShouldBeNull();

        (await SwitchOffAsync(World.Manager)).Error!.Code.ShouldBe("flag_frozen");
        (await AddVariantAsync(World.Manager, "huge")).Error!.Code.ShouldBe("flag_frozen");
        (await SwitchOffAsync(administrator)).Error.ShouldBeNull();
        (await AddVariantAsync(administrator, "huge")).Error.ShouldBeNull();
        var opened = (await World.ViewAsync(id)).Disturbances;
        (opened.Open?.Who, opened.Open?.Reason, opened.DisturbedSince).ShouldBe(("Administrator", "The price was wrong.", World.Clock.Now()));
        var record = (await World.HistoryAsync(AuditKey.Experiment(id)))[0];
        (record.Action, record.Reason).ShouldBe(("flag_opened", "The price was wrong."));

        (await World.Get<CloseFrozenFlag>().RunAsync(new(administrator, World.EnvironmentId, id), Cancellation)).Error.ShouldBeNull();

        (await AddVariantAsync(administrator, "gigantic")).Error!.Code.ShouldBe("flag_frozen");
        var closed = (await World.ViewAsync(id)).Disturbances;
        (closed.Open, closed.DisturbedSince).ShouldBe((null, World.Clock.Now()), "that it was disturbed stays");
    }

    [Fact]
    public async Task OnlyAnAdministrator_WithAReason_OpensWhatIsFrozen()
    {
        var (id, administrator) = (await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000)), await World.AccessAsync(Role.Administrator));
        (await OpenAsync(administrator, id, "Because.")).Error!.Code.ShouldBe("flag_not_frozen");
        (await World.StartAsync(id)).Error.ShouldBeNull();

        (await OpenAsync(World.Manager, id, "Because.")).Error!.Code.ShouldBe("role_too_low");
        (await OpenAsync(administrator, id, " ")).Error!.Field.ShouldBe("reason");
        (await OpenAsync(administrator, id, "Because.")).Error.ShouldBeNull();
        (await OpenAsync(administrator, id, "Because.")).Error!.Code.ShouldBe("flag_open");
    }

    [Fact]
    public async Task TheEnd_ClosesTheDoor()
    {
        var (id, administrator) = (await RunningAsync(), await World.AccessAsync(Role.Administrator));
        (await OpenAsync(administrator, id, "Because.")).Error.ShouldBeNull();
        (await World.EndAsync(id, Ending.Restore)).Error.ShouldBeNull();

        (await World.ViewAsync(id)).Disturbances.Open.ShouldBeNull();
        (await World.UndoEndAsync(id)).Error.ShouldBeNull();
        (await SwitchOffAsync(administrator)).Error!.Code.ShouldBe("flag_frozen");
    }

    [Fact]
    public async Task ForcingOneIdentity_DisturbsThatOneAlone_FromTheFirstTime()
    {
        var id = await RunningAsync();
        (await World.ForceAsync("ann", World.Variants[0])).Error.ShouldBeNull();
        World.Clock.Advance(TimeSpan.FromHours(1));
        (await World.ForceAsync("ann", World.Variants[1])).Error.ShouldBeNull();
        (await World.ForceAsync("ben", World.Variants[1])).Error.ShouldBeNull();

        var list = (await World.ViewAsync(id)).Disturbances;

        (list.Identities, list.Items.Count, list.DisturbedSince).ShouldBe((2, 0, null));
        await using var db = World.Open();
        (await db.Set<Disturbance>().AsNoTracking().SingleAsync(row => row.Identifier == "ann", Cancellation)).At
            .ShouldBe(World.Clock.Now() - TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task ForcingAnIdentity_OfADraft_DisturbsNothing()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));
        (await World.ForceAsync("ann", World.Variants[0])).Error.ShouldBeNull();

        (await World.ViewAsync(id)).Disturbances.Identities.ShouldBe(0);
    }

    [Fact]
    public async Task AnExcludedSegment_GetsTheDefault_BeforeTheRollout_AndTheSplitGoesOn()
    {
        var staff = await World.AddSegmentOverrideAsync("Staff", state => state.Value = "staff");
        var beta = await World.AddSegmentAsync("Beta");
        var id = await RunningAsync();
        var before = (await World.FlagAsync()).Overrides.Single(state => state.Rank == OverrideRank.Rollout).Fingerprint();

        (await ExcludeAsync(id, beta, " They test. ")).Error.ShouldBeNull();

        var flag = await World.FlagAsync();
        flag.HandMade.Select(state => state.Scope.SegmentId).ShouldBe([staff, beta]);
        var excluded = flag.OverrideOf(beta)!;
        (excluded.Enabled, excluded.Value, excluded.Allocated).ShouldBe((flag.Default.Enabled, flag.Default.Value, 0));
        flag.Overrides.Single(state => state.Rank == OverrideRank.Rollout).Fingerprint().ShouldBe(before);
        var view = await World.ViewAsync(id);
        view.Disturbances.Items.ShouldBe([new DisturbanceItem(DisturbanceKind.Excluded, World.Clock.Now(), "ProductManager", "They test.", beta, "Beta", null)]);
        view.Outranking.Select(rival => rival.SegmentName).ShouldBe(["Staff", "Beta"]);
        (await World.HistoryAsync(AuditKey.Experiment(id)))[0].Summary.ShouldBe("Beta excluded: whoever is in it gets the environment default");
        (await World.Get<TimelineReads>().FindAsync(World.Manager, World.EnvironmentId, id, Cancellation))!.Periods.Count.ShouldBe(1);
    }

    [Fact]
    public async Task WhatCannotBeExcluded_IsRefused()
    {
        var staff = await World.AddSegmentOverrideAsync("Staff", state => state.Value = "staff");
        var id = await World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000));
        var beta = await World.AddSegmentAsync("Beta");
        (await ExcludeAsync(id, beta)).Error!.Code.ShouldBe("exclusion_refused");
        (await World.StartAsync(id)).Error.ShouldBeNull();
        var own = (await World.FlagAsync()).Overrides.Single(state => state.Rank == OverrideRank.Rollout).Scope.SegmentId;

        (await ExcludeAsync(id, null)).Error!.Code.ShouldBe("segment_missing");
        (await ExcludeAsync(id, 999_999)).Error!.Code.ShouldBe("segment_unknown");
        (await ExcludeAsync(id, own)).Error!.Code.ShouldBe("segment_unknown");
        (await ExcludeAsync(id, staff)).Error!.Code.ShouldBe("segment_outranks");
        (await World.Get<ArchiveSegment>().RunAsync(new(World.Manager, beta), Cancellation)).Error.ShouldBeNull();
        (await ExcludeAsync(id, beta)).Error!.Code.ShouldBe("segment_archived");
    }

    private Task<int> RunningAsync() => World.CreateExperimentAsync(World.Rollout(2_000, enabled: false, 5_000), start: true);

    private Task<Result<Done>> OpenAsync(ProjectAccess access, int id, string? reason)
        => World.Get<OpenFrozenFlag>().RunAsync(new(access, World.EnvironmentId, id, reason), Cancellation);

    private Task<Result<Done>> ExcludeAsync(int id, int? segment, string? reason = null)
        => World.Get<ExcludeSegment>().RunAsync(new(World.Manager, World.EnvironmentId, id, segment, reason), Cancellation);

    private Task<Result<int>> SwitchOffAsync(ProjectAccess access)
        => World.Get<ChangeDefault>().RunAsync(new(access, World.EnvironmentId, World.FeatureId, new StateChange { Enabled = false }), Cancellation);

    private Task<Result<int>> AddVariantAsync(ProjectAccess access, string key)
        => World.Get<AddVariant>().RunAsync(new(access, World.FeatureId, key, key), Cancellation);
}
