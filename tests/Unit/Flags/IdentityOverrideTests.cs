using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Flags.Identities;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Flags;

/// <summary>What support forces on one identity, whatever else holds the flag.</summary>
public abstract class IdentityOverrideTests(DatabaseProvider provider, Versioning versioning) : WorldTests(provider, versioning)
{
    public sealed class InPlaceOnSqlite() : IdentityOverrideTests(DatabaseProvider.Sqlite, Versioning.V1);

    public sealed class PublishedOnPostgres() : IdentityOverrideTests(DatabaseProvider.Postgres, Versioning.V2);

    [Fact]
    public async Task Support_ForcesAValueOrAVariant_AndTakesItBack()
    {
        var support = await World.AccessAsync(Role.Support);
        var flag = (await World.FlagAsync()).Head.Revision;

        (await World.ForceAsync("Ada@shop", value: "own", access: support, revision: 0)).Value.ShouldBe(1);
        (await World.ForceAsync("Ada@shop", World.Variants[1], value: "ignored", enabled: false, access: support, revision: 1)).Value.ShouldBe(2);
        (await World.ForceAsync("Ada@shop", World.Variants[1], enabled: false, access: support)).Value.ShouldBe(2);

        var entry = await SingleAsync();
        (entry.Identifier, entry.IdentifierFolded, entry.Enabled, entry.Value, entry.VariantId, entry.Revision)
            .ShouldBe(("Ada@shop", "ada@shop", false, null, World.Variants[1], 2));
        (await World.FlagAsync()).Head.Revision.ShouldBe(flag);
        (await RemoveAsync(entry.Id)).Error.ShouldBeNull();
        (await World.HistoryAsync(AuditKey.IdentityOverride(entry.Id))).Select(record => (record.Number, record.ObjectName, record.Summary)).ShouldBe(
        [
            (3, "Ada@shop", "no longer forced: checkout_button disabled, variant bigger"),
            (2, "Ada@shop", "forced: checkout_button disabled, variant bigger"),
            (1, "Ada@shop", "forced: checkout_button enabled, \"own\""),
        ]);
        (await RemoveAsync(entry.Id)).Error.ShouldBeOfType<Error.NotFound>();
    }

    [Fact]
    public async Task WhileAnExperimentRuns_SupportMayStillForce()
    {
        await World.CreateExperimentAsync(World.Rollout(2_000, enabled: true, 5_000), start: true);

        (await World.ForceAsync("ada", World.Variants[0], access: await World.AccessAsync(Role.Support))).Error.ShouldBeNull();
        (await RemoveAsync((await SingleAsync()).Id)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task AViewer_ForcesNothing()
    {
        (await World.ForceAsync("ada", access: await World.AccessAsync(Role.Viewer))).Error.ShouldBeOfType<Error.Forbidden>();
    }

    [Fact]
    public async Task AnIdentifier_IsExact_AndHasOneOverrideAFlagAndEnvironment()
    {
        var staging = await World.AddEnvironmentAsync("Staging");

        (await World.ForceAsync("ada", revision: 0)).Error.ShouldBeNull();
        (await World.ForceAsync("Ada", revision: 0)).Error.ShouldBeNull();
        (await World.ForceAsync("ada", revision: 0, environmentId: staging)).Error.ShouldBeNull();
        var taken = await World.ForceAsync("ada", revision: 0);

        taken.Error.ShouldBeOfType<Error.Conflict>().Code.ShouldBe("identity_taken");
        taken.Error!.Field.ShouldBe("identifier");
    }

    [Theory]
    [InlineData("abc ")]
    [InlineData(" abc")]
    [InlineData(" ")]
    [InlineData("\u00a0abc\u3000")]
    [InlineData("a  b")]
    public async Task BlanksOfAnIdentifier_Count(string identifier)
    {
        (await World.ForceAsync("abc", value: "another's")).Error.ShouldBeNull();

        (await World.ForceAsync(identifier, value: "own", revision: 0)).Error.ShouldBeNull();

        var reads = World.Get<IdentityOverrideReads>();
        (await reads.FindAsync(World.Manager, World.EnvironmentId, World.FeatureId, identifier, Cancellation)).ShouldNotBeNull().Value.ShouldBe("own");
        (await reads.FindAsync(World.Manager, World.EnvironmentId, World.FeatureId, "abc", Cancellation)).ShouldNotBeNull().Value.ShouldBe("another's");
    }

    [Fact]
    public async Task WhatWillNotDo_IsRefusedAtItsField()
    {
        (await World.ForceAsync("")).Error!.Code.ShouldBe("identifier_missing");
        (await World.ForceAsync(new string('a', 2_001))).Error!.Code.ShouldBe("identifier_too_long");
        (await World.ForceAsync(new string('語', 867))).Error!.Code.ShouldBe("identifier_too_long");
        (await World.ForceAsync("a\ud83d")).Error!.Code.ShouldBe("text_malformed");
        (await World.ForceAsync("a\0b")).Error!.Code.ShouldBe("identifier_malformed");
        (await World.ForceAsync("a\nb")).Error!.Code.ShouldBe("identifier_malformed");
        (await World.ForceAsync("ada", 999_999)).Error.ShouldBeOfType<Error.Invalid>().Field.ShouldBe("variant");
        (await World.ForceAsync(new string('x', 2_000))).Error.ShouldBeNull();
        (await World.ForceAsync(new string([.. Enumerable.Range(0x4e00, 866).Select(code => (char)code)]))).Error.ShouldBeNull();
    }

    [Fact]
    public async Task OnAnArchivedFlag_WhatIsForcedIsTakenBack_ButNothingNewIsForced()
    {
        (await World.ForceAsync("ada", value: "own")).Error.ShouldBeNull();
        (await World.Get<ArchiveFeature>().RunAsync(new(World.Manager, World.FeatureId, ExpectedRevision: null), Cancellation)).Error.ShouldBeNull();

        (await World.ForceAsync("ada", value: "other")).Error!.Code.ShouldBe("flag_archived");
        (await RemoveAsync((await SingleAsync()).Id)).Error.ShouldBeNull();
    }

    [Fact]
    public async Task AStaleScreen_IsToldWhatHappened()
    {
        (await World.ForceAsync("ada", value: "one")).Error.ShouldBeNull();
        (await World.ForceAsync("ada", value: "two")).Error.ShouldBeNull();

        (await World.ForceAsync("ada", value: "mine", revision: 1)).Error!.Code.ShouldBe("stale_revision");
        (await RemoveAsync((await SingleAsync()).Id)).Error.ShouldBeNull();
        (await World.ForceAsync("ada", value: "mine", revision: 2)).Error!.Code.ShouldBe("identity_override_not_found");
    }

    [Fact]
    public async Task AnIdThatIsGivenAgain_ContinuesTheNumbersOfItsRecords()
    {
        (await World.ForceAsync("ada")).Error.ShouldBeNull();
        var id = (await SingleAsync()).Id;
        await using (var db = World.Open())
        {
            // As if another override had had the next id, and a rebuild of the table had made the database forget it.
            await db.Set<AuditRecord>().ExecuteUpdateAsync(
                row => row.SetProperty(record => record.ObjectKey, AuditKey.IdentityOverride(id + 1).Text), Cancellation);
        }

        (await World.ForceAsync("ben")).Value.ShouldBe(2);
    }

    private Task<Result<Done>> RemoveAsync(int id)
        => World.Get<RemoveIdentityOverride>().RunAsync(new(World.Manager, World.EnvironmentId, World.FeatureId, id), Cancellation);

    private async Task<IdentityOverride> SingleAsync()
    {
        await using var db = World.Open();
        return await db.Set<IdentityOverride>().AsNoTracking().SingleAsync(Cancellation);
    }
}
