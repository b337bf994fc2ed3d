using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using ExperimentAdmin.App.Delivery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ExperimentAdmin.Unit.Delivery;

public sealed class RefusalTests : DeliveryTests
{
    private const string OneFlag = $"{Ofrep}/limit";

    [Fact]
    public async Task AFailureInside_IsAnsweredWithTheFlagThatWasAskedFor()
    {
        Serve();
        var answer = await FailAsync(OneFlag);
        answer.ToJsonString().ShouldBe("""{"key":"limit","errorCode":"GENERAL","errorDetails":"A server error occurred. It was logged."}""");
        (await FailAsync(Ofrep)).AsObject().ContainsKey("key").ShouldBeFalse();
        (await FailAsync(Identities)).ToJsonString().ShouldBe("""{"detail":"A server error occurred. It was logged."}""");
    }

    [Fact]
    public async Task EveryRefusalOfOneFlag_NamesTheFlag()
    {
        Serve();
        NamesTheFlag(await Server.PostAsync(OneFlag, $$"""{"x":"{{new string('x', 600_000)}}"}""", MadeShop.ClientKey), 413);
        NamesTheFlag(await Server.PostAsync(OneFlag, "{}", key: null), 401);
        NamesTheFlag(await Server.GetAsync(OneFlag, MadeShop.ClientKey), 405);
    }

    [Fact]
    public async Task ABodyInBrokenPieces_IsRefusedWithTheFlagThatWasAskedFor()
    {
        Serve();
        using var client = new TcpClient();
        await client.ConnectAsync(Server.Http.BaseAddress!.Host, Server.Http.BaseAddress.Port, Cancellation);
        await using var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST {OneFlag} HTTP/1.1\r\nHost: shop\r\nX-Environment-Key: {MadeShop.ClientKey}\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\nnonsense\r\n"),
            Cancellation);
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(Cancellation);
        answer.ShouldStartWith("HTTP/1.1 400 ");
        answer.ShouldContain("""{"key":"limit","errorCode":"GENERAL","errorDetails":""");
    }

    private static void NamesTheFlag(Api.ApiAnswer answer, int status)
    {
        var body = answer.ShouldBe(status).Json;
        (body["key"]!.GetValue<string>(), body["errorCode"]!.GetValue<string>()).ShouldBe(("limit", "GENERAL"));
        body["errorDetails"].ShouldNotBeNull();
    }

    private async Task<JsonNode> FailAsync(string path)
    {
        using var answer = new MemoryStream();
        var http = new DefaultHttpContext { RequestServices = Server.Get<IServiceProvider>() };
        (http.Request.Method, http.Request.Path, http.Request.Body, http.Response.Body) = ("POST", path, new BrokenStream(), answer);
        http.Request.Headers["X-Environment-Key"] = MadeShop.ClientKey;
        RequestDelegate next = _ => Task.CompletedTask;
        await ActivatorUtilities.CreateInstance<DeliveryMiddleware>(http.RequestServices, next).InvokeAsync(http);
        await http.Response.BodyWriter.FlushAsync(Cancellation);
        http.Response.StatusCode.ShouldBe(500);
        return JsonNode.Parse(answer.ToArray())!;
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
            => throw new InvalidDataException("Something is wrong with the server.");
    }
}
