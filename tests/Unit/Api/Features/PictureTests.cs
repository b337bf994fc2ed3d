using System.Net;
using System.Net.Http.Headers;
using ExperimentAdmin.Core.Access.Grants;
using ExperimentAdmin.Core.Access.People;
using ExperimentAdmin.Core.Flags.Features.Reads;
using ExperimentAdmin.Core.Flags.Features.UseCases;
using ExperimentAdmin.Core.Flags.States.Reads;
using ExperimentAdmin.Core.Persistence;
using ExperimentAdmin.Core.Workspace.Domain;
using ExperimentAdmin.Tests.Shared;
using ExperimentAdmin.Unit.Flags;

namespace ExperimentAdmin.Unit.Api.Features;

/// <summary>Pictures of variants as browsers get them.</summary>
public sealed class PictureTests() : ApiTests(DatabaseProvider.Sqlite, Versioning.V2, ActorKind.Person)
{
    [Fact]
    public async Task APicture_IsShownToWhoMayReadTheProject_AndIsNeverAnythingElse()
    {
        var viewer = await AsAsync(Role.Viewer);
        var address = await AddressAsync(Pictures.Dot);

        using var answer = await viewer.Http.GetAsync(address, Cancellation);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBe(Pictures.Dot);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("image/png");
        answer.Content.Headers.ContentDisposition!.ToString().ShouldBe("inline; filename=\"big.png\"");
        Header(answer, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(answer, "Content-Security-Policy").ShouldBe("default-src 'none'; sandbox");
        Header(answer, "Cross-Origin-Resource-Policy").ShouldBe("same-origin");
        answer.Headers.CacheControl!.ToString().ShouldBe("max-age=31536000, private, immutable", StringCompareShould.IgnoreCase);

        using var again = new HttpRequestMessage(HttpMethod.Get, address);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        using var same = await viewer.Http.SendAsync(again, Cancellation);
        same.StatusCode.ShouldBe(HttpStatusCode.NotModified);
        Header(same, "Content-Security-Policy").ShouldBe("default-src 'none'; sandbox");
    }

    [Fact]
    public async Task APicture_IsHiddenFromStrangers_AndFromThoseWhoAreNotSignedIn()
    {
        var address = await AddressAsync(Pictures.Dot);
        await using (var db = World.Open())
        {
            db.Add(new Person
            {
                UserName = "stranger@test.local",
                Email = "stranger@test.local",
                DisplayName = "Stranger",
                SearchText = "stranger",
                CreatedAt = World.Clock.GetUtcNow(),
            });
            await db.SaveChangesAsync(Cancellation);
        }

        using var stranger = await Server.WithSessionAsync("stranger@test.local");
        using var nobody = new HttpClient { BaseAddress = Server.Address };

        (await StatusAsync(stranger.Http, address)).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(nobody, address)).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task WhatIsNotThere_IsNotFound()
    {
        var viewer = await AsAsync(Role.Viewer);
        var first = await AddressAsync(Pictures.Dot);
        var second = await AddressAsync(Pictures.Jpeg(20, 10));

        (await StatusAsync(viewer.Http, first)).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(viewer.Http, second)).ShouldBe(HttpStatusCode.OK);
        (await StatusAsync(viewer.Http, new Uri($"{second}".Replace("shop", "other", StringComparison.Ordinal), UriKind.Relative))).ShouldBe(HttpStatusCode.NotFound);
        (await StatusAsync(viewer.Http, new Uri($"/shop/pictures/{Guid.NewGuid()}/{new string('0', 64)}", UriKind.Relative))).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task APicture_IsGivenAndTakenAwayOverTheApi_ByTheRulesOfThePage()
    {
        var manager = await AsAsync(Role.ProductManager);
        var address = $"/api/v1/projects/{World.ProjectId}/features/{World.FeatureId}/mv-options/{World.Variants[0]}/picture/";

        using var given = await PutAsync(manager.Http, address, Pictures.Dot, "image/png");
        given.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await given.Content.ReadAsStringAsync(Cancellation)).ShouldContain("\"has_picture\":true");
        (await World.Get<FlagReads>().FindAsync(World.Manager, World.EnvironmentId, World.FeatureId, Cancellation))!.Variants[0].Picture.ShouldNotBeNull();
        (await World.FeatureHistoryAsync())[0].Summary.ShouldBe($"picture of variant big added (PNG, 1 × 1, {Pictures.Dot.Length} bytes)");

        var before = await World.FingerprintAsync();
        await RefusedAsync("<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray(), "image/png", HttpStatusCode.BadRequest, "picture_unknown");
        await RefusedAsync([], "image/png", HttpStatusCode.BadRequest, "picture_unknown");
        await RefusedAsync(Pictures.Png(10_000, 10_000), "image/png", HttpStatusCode.BadRequest, "picture_has_too_many_pixels");
        await RefusedAsync(Pictures.Png(1, 1, 1 << 20), "image/png", HttpStatusCode.RequestEntityTooLarge, "body_too_large");
        await RefusedAsync(Pictures.Dot, "application/json", HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
        await RefusedAsync(Pictures.Dot, "image/svg+xml", HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
        (await manager.DeleteAsync(address, ("If-Match", "\"7777\""))).ShouldBe(412);
        (await World.FingerprintAsync()).ShouldBe(before);

        (await manager.DeleteAsync(address, ("If-Match", given.Headers.ETag!.ToString()))).ShouldBe(204);
        (await manager.DeleteAsync(address)).ShouldBe(204);
        (await World.FeatureHistoryAsync())[0].Summary.ShouldBe("picture of variant big removed");

        async Task RefusedAsync(byte[] file, string type, HttpStatusCode status, string code)
        {
            using var refused = await PutAsync(manager.Http, address, file, type);
            refused.StatusCode.ShouldBe(status);
            (await refused.Content.ReadAsStringAsync(Cancellation)).ShouldContain($"\"code\":\"{code}\"");
        }
    }

    private static async Task<HttpResponseMessage> PutAsync(HttpClient http, string address, byte[] file, string type)
    {
        using var content = new ByteArrayContent(file);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return await http.PutAsync(new Uri(address, UriKind.Relative), content, Cancellation);
    }

    private static string Header(HttpResponseMessage answer, string name) => answer.Headers.GetValues(name).Single();

    private static async Task<HttpStatusCode> StatusAsync(HttpClient http, Uri address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("image/png"));
        using var answer = await http.SendAsync(request, Cancellation);
        return answer.StatusCode;
    }

    private async Task<Uri> AddressAsync(byte[] picture)
    {
        (await World.Get<SetVariantPicture>().RunAsync(new(World.Manager, World.FeatureId, World.Variants[0], picture), Cancellation)).Error.ShouldBeNull();
        VariantPictureLink link = (await World.Get<FlagReads>().FindAsync(World.Manager, World.EnvironmentId, World.FeatureId, Cancellation))!.Variants[0].Picture!;
        return new Uri($"/shop/{link.Path}", UriKind.Relative);
    }
}
