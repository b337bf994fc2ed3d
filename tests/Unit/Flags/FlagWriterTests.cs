using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Changes;
using ExperimentAdmin.Core.Flags.States.Domain;
using ExperimentAdmin.Core.Flags.States.Storage;
using ExperimentAdmin.Core.Flags.Versions;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Flags;

/// <summary>One version chain and a live pointer, for environments of both kinds.</summary>
public abstract class FlagWriterTests(DatabaseProvider provider) : WorldTests(provider)
{
    public sealed class OnSqlite() : FlagWriterTests(DatabaseProvider.Sqlite);

    public sealed class OnPostgres() : FlagWriterTests(DatabaseProvider.Postgres);

    [Fact]
    public async Task APublishedVersion_NeverChanges()
    {
        await World.AllocateDefaultAsync(1_000);
        var second = await VersionAsync(2);

        await World.AllocateDefaultAsync(9_000);
        await World.WriteFlagAsync(flag => flag.Default.Value = "new");

        (await VersionAsync(2)).ShouldBe(second);
        (await World.FlagAsync()).Version.Number.ShouldBe(4);
    }

    [Fact]
    public async Task SwitchingToVersions_MovesNothing_AndChangesNoAssignment()
    {
        await SetVersioningAsync(Versioning.V1);
        await World.AllocateDefaultAsync(1_000);
        await World.AddSegmentOverrideAsync("Pro", state => (state.Enabled, state.Value) = (true, "pro"));
        var (rows, live) = (await RowsAsync(), await World.FlagAsync());
        live.Version.Number.ShouldBe(1);

        await SetVersioningAsync(Versioning.V2);

        (await RowsAsync()).ShouldBe(rows);
        await World.AllocateDefaultAsync(2_000);
        var after = await World.FlagAsync();
        after.Version.Number.ShouldBe(2);
        after.Overrides[0].Scope.Id.ShouldBe(live.Overrides[0].Scope.Id);
        after.Overrides.Prepend(after.Default).Select(state => state.Scope.Seed)
            .ShouldBe(live.Overrides.Prepend(live.Default).Select(state => state.Scope.Seed));
        after.Overrides[0].ChangedAtRevision.ShouldBe(live.Overrides[0].ChangedAtRevision);
        after.Default.ChangedAtRevision.ShouldBe(after.Head.Revision);
    }

    [Theory]
    [InlineData(Versioning.V1)]
    [InlineData(Versioning.V2)]
    public async Task AnOverrideThatComesBack_HasItsLineageBack(Versioning versioning)
    {
        await SetVersioningAsync(versioning);
        var segment = await World.AddSegmentOverrideAsync("Pro", state => state.Enabled = true);
        var scope = (await World.FlagAsync()).Overrides[0].Scope;
        await World.WriteFlagAsync(flag => flag.Overrides.Clear());

        (await World.Get<UnitOfWork>().InEnvironmentAsync<int>(
            World.Manager,
            World.EnvironmentId,
            Permission.EditFlags,
            async change =>
            {
                var writer = await FlagWriter.OpenAsync(change, World.EnvironmentId, World.FeatureId);
                (await writer!.AddOverrideAsync(segment)).Enabled = true;
                return await writer.SaveAsync() ?? 0;
            },
            Cancellation)).Error.ShouldBeNull();

        var after = (await World.FlagAsync()).Overrides.ShouldHaveSingleItem().Scope;
        (after.Id, after.Seed).ShouldBe((scope.Id, scope.Seed));
    }

    [Fact]
    public async Task TheRollout_StaysBehindEveryOverride_WhenSoeverTheseAreMade()
    {
        await World.AddSegmentOverrideAsync("First", state => state.Enabled = true);
        var id = await World.CreateExperimentAsync(World.Rollout(1_000, enabled: true, 5_000));

        var late = await World.AddSegmentOverrideAsync("Late", state => state.Enabled = true);

        var flag = await World.FlagAsync();
        flag.Overrides.Select(state => state.Rank).ShouldBe([0, 1, OverrideRank.Rollout]);
        flag.Overrides[1].Scope.SegmentId.ShouldBe(late);
        (await World.ViewAsync(id)).Outranking.Select(entry => entry.SegmentName).ShouldBe(["First", "Late"]);
    }

    [Fact]
    public async Task AWriteThatChangesNothing_WritesNothing()
    {
        await World.AllocateDefaultAsync(1_000);
        var before = await World.FlagAsync();

        await World.WriteFlagAsync(flag => flag.Default.Value = "classic");

        (await World.FlagAsync()).Head.Revision.ShouldBe(before.Head.Revision);
        (await World.FlagAsync()).Version.Id.ShouldBe(before.Version.Id);
    }

    [Fact]
    public async Task ValuesWithLineBreaksAndBars_AreTakenForWhatTheyAre()
    {
        await World.WriteFlagAsync(flag => flag.Default.Value = "a\nb|1=2");
        await World.WriteFlagAsync(flag => flag.Default.Value = @"a\nb|1=2");

        var flag = await World.FlagAsync();
        flag.Default.Value.ShouldBe(@"a\nb|1=2");
        flag.Version.Number.ShouldBe(3);
    }

    private async Task<string> VersionAsync(int number)
    {
        await using var db = World.Open();
        var version = (await FlagReader.FindVersionAsync(db, World.EnvironmentId, World.FeatureId, number, Cancellation)).ShouldNotBeNull();
        return string.Join('\n', version.Overrides.Prepend(version.Default).Select(state => state.Fingerprint()));
    }

    private async Task SetVersioningAsync(Versioning versioning)
    {
        await using var db = World.Open();
        await db.Set<ProjectEnvironment>().ExecuteUpdateAsync(row => row.SetProperty(environment => environment.Versioning, versioning), Cancellation);
    }

    private async Task<(int Versions, int States, int Shares)> RowsAsync()
    {
        await using var db = World.Open();
        return (await db.Set<FlagVersion>().CountAsync(Cancellation), await db.Set<FlagStateRow>().CountAsync(Cancellation),
            await db.Set<FlagAllocationRow>().CountAsync(Cancellation));
    }
}
