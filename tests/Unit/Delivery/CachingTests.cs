namespace ExperimentAdmin.Unit.Delivery;

public sealed class CachingTests : DeliveryTests
{
    private const string SomeBody = """{"context":{"targetingKey":"user_1"}}""";

    [Fact]
    public async Task WhatAKeyIsAnswered_IsForThatKeyAndOriginAlone()
    {
        Serve(settings => settings with { ProjectName = new string('x', 20_000) });
        foreach (var path in new[] { Flags, $"{Identities}?identifier=a" })
        {
            (await Server.GetAsync(path, MadeShop.ClientKey)).ShouldBe(200).Headers["Vary"].ShouldBe("Origin, X-Environment-Key");
            (await Server.GetAsync(path, "nope")).ShouldBe(403).Headers["Vary"].ShouldBe("Origin, X-Environment-Key");
        }

        (await Server.GetAsync(Document, MadeShop.ServerKey, ("Origin", "https://shop.example"))).ShouldBe(200)
            .Headers["Vary"].ShouldBe("Origin, X-Environment-Key, Accept-Encoding");
        foreach (var path in new[] { Ofrep, $"{Ofrep}/limit" })
        {
            (await Server.PostAsync(path, SomeBody, MadeShop.ClientKey)).ShouldBe(200)
                .Headers["Vary"].ShouldBe("Origin, Authorization, X-API-Key, X-Environment-Key");
        }
    }

    [Fact]
    public async Task ADocumentThatIsCurrent_SaysForWhomItIs()
    {
        Serve();
        var known = (await Server.GetAsync(Document, MadeShop.ServerKey)).Headers["Last-Modified"];
        (await Server.GetAsync(Document, MadeShop.ServerKey, ("If-Modified-Since", known))).ShouldBe(304)
            .Headers["Vary"].ShouldBe("Origin, X-Environment-Key");
    }
}
