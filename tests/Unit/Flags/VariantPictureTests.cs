using System.Security.Cryptography;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Audit.Reads;
using ExperimentAdmin.Core.Experiments.Lifecycle;
using ExperimentAdmin.Core.Flags.Features.Domain;
using ExperimentAdmin.Core.Flags.Features.Reads;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Flags.States.Reads;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using Microsoft.EntityFrameworkCore;

namespace ExperimentAdmin.Unit.Flags;

/// <summary>A variant has one picture at most, which goes with it.</summary>
public abstract class VariantPictureTests(DatabaseProvider provider, Versioning versioning) : WorldTests(provider, versioning)
{
    public sealed class InPlaceOnSqlite() : VariantPictureTests(DatabaseProvider.Sqlite, Versioning.V1);

    public sealed class PublishedOnPostgres() : VariantPictureTests(DatabaseProvider.Postgres, Versioning.V2);

    private static string DotDigest => Convert.ToHexStringLower(SHA256.HashData(Pictures.Dot));

    [Fact]
    public async Task APicture_IsFoundWhereTheVariantSays_AlsoWhileTheFlagIsFrozen()
    {
        var id = await World.CreateExperimentAsync(World.Rollout(5_000, enabled: true, 5_000), start: true);

        (await SetAsync(Pictures.Dot)).Value.ShouldBe(1);

        var link = await LinkAsync();
        link!.Digest.ShouldBe(DotDigest);
        var picture = (await FindAsync(link)).ShouldNotBeNull();
        (picture.ContentType, picture.Key, picture.Digest).ShouldBe(("image/png", "big", DotDigest));
        picture.Bytes.ToArray().ShouldBe(Pictures.Dot);
        (await World.ViewAsync(id)).Item.Arms[1].Picture.ShouldBe(link);
        (await World.Get<FeatureReads>().FindAsync(World.Manager, World.FeatureId, Cancellation))!.Variants[0].Picture.ShouldBe(link);
    }

    [Fact]
    public async Task AReplacedOrRemovedPicture_IsNoLongerFound_AndTheHistoryHasItsDigestAlone()
    {
        await SetAsync(Pictures.Dot);
        var first = (await LinkAsync())!;
        (await SetAsync(Pictures.Jpeg(320, 200))).Value.ShouldBe(2);
        var second = (await LinkAsync())!;

        (await FindAsync(first)).ShouldBeNull();
        (await FindAsync(second))!.ContentType.ShouldBe("image/jpeg");
        (await SetAsync(picture: null)).Value.ShouldBe(3);
        (await LinkAsync()).ShouldBeNull();
        (await CountAsync()).ShouldBe(0);

        var history = await World.FeatureHistoryAsync();
        history.Select(record => record.Summary).ShouldBe(
        [
            "picture of variant big removed",
            "picture of variant big replaced (JPEG, 320 × 200, 37 bytes)",
            $"picture of variant big added (PNG, 1 × 1, {Pictures.Dot.Length} bytes)",
        ]);
        AuditChanges.Between(history[1].BeforeJson, history[1].AfterJson).ShouldBe([new("variants › big › picture", first.Digest, second.Digest)]);
        history.ShouldAllBe(record => record.AfterJson!.Length < 2_000);
    }

    [Fact]
    public async Task TheSamePicture_OrNoneAgain_ChangesNothing()
    {
        (await SetAsync(picture: null)).Value.ShouldBe(0);
        await SetAsync(Pictures.Dot);
        var before = await World.FingerprintAsync();

        (await SetAsync(Pictures.Dot)).Value.ShouldBe(1);

        (await World.FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task WhatIsNoPicture_OrWhoMayNot_LeavesNothingBehind()
    {
        var before = await World.FingerprintAsync();
        var set = World.Get<SetVariantPicture>();

        (await SetAsync("<svg/>"u8.ToArray())).Error!.Code.ShouldBe("picture_unknown");
        (await SetAsync(new byte[PictureRules.MaxBytes + 1])).Error!.Code.ShouldBe("picture_too_large");
        (await set.RunAsync(new(World.Manager, World.FeatureId, 99_999, Pictures.Dot), Cancellation)).Error!.Code.ShouldBe("variant_not_found");
        (await set.RunAsync(new(await World.AccessAsync(Role.Support), World.FeatureId, World.Variants[0], Pictures.Dot), Cancellation))
            .Error.ShouldBeOfType<Error.Forbidden>();

        (await World.FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task APicture_GoesWithItsVariant_AndIsNotFoundFromAnotherProject()
    {
        await SetAsync(Pictures.Dot);
        var link = (await LinkAsync())!;
        (await World.Get<PictureReads>().FindAsync(AccessGate.ForSystem(World.ProjectId + 1), link, Cancellation)).ShouldBeNull();

        (await World.Get<DeleteVariant>().RunAsync(new(World.Manager, World.FeatureId, World.Variants[0]), Cancellation)).Error.ShouldBeNull();

        (await FindAsync(link)).ShouldBeNull();
        (await CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task APicture_GoesWithItsFlag()
    {
        await SetAsync(Pictures.Dot);
        var id = await World.CreateExperimentAsync(World.Rollout(5_000, enabled: true, 5_000), start: true);
        await World.CompleteAsync(id);

        (await World.Get<DeleteFeature>().RunAsync(new(World.Manager, World.FeatureId), Cancellation)).Error.ShouldBeNull();

        (await CountAsync()).ShouldBe(0);
        (await World.ViewAsync(id)).Item.Arms.ShouldAllBe(arm => arm.Picture == null);
        (await World.ViewAsync(id)).Item.Status.ShouldBe(ExperimentStatus.Completed);
    }

    private Task<Result<int>> SetAsync(byte[]? picture)
        => World.Get<SetVariantPicture>().RunAsync(
            new(World.Manager, World.FeatureId, World.Variants[0], picture is null ? null : (ReadOnlyMemory<byte>?)picture), Cancellation);

    private async Task<VariantPictureLink?> LinkAsync()
        => (await World.Get<FlagReads>().FindAsync(World.Manager, World.EnvironmentId, World.FeatureId, Cancellation))!.Variants[0].Picture;

    private Task<PictureContent?> FindAsync(VariantPictureLink link) => World.Get<PictureReads>().FindAsync(World.Manager, link, Cancellation);

    private async Task<int> CountAsync()
    {
        await using var db = World.Open();
        return await db.Set<VariantPicture>().CountAsync(Cancellation);
    }
}
