using System.Buffers;
using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Serving.Counts;

namespace ExperimentAdmin.App.Delivery.Flags;

/// <summary>Takes in how often applications read their flags. Names that no flag has are dropped without a word.</summary>
internal sealed class AnalyticsEndpoint(RequestCounts counts, FlagAsks asks)
{
    private delegate (IReadOnlyDictionary<string, long>? Counts, JsonObject? Refusal) Reader(in ReadOnlySequence<byte> body);

    /// <summary>Counts by flag: 200.</summary>
    public Task CountAsync(DeliveryCall call) => TakeInAsync(call, AnalyticsBody.ReadCounts, StatusCodes.Status200OK);

    /// <summary>Single evaluations: 204.</summary>
    public Task EvaluatedAsync(DeliveryCall call) => TakeInAsync(call, AnalyticsBody.ReadEvaluations, StatusCodes.Status204NoContent);

    private async Task TakeInAsync(DeliveryCall call, Reader read, int status)
    {
        if (await DeliveryBody.ReadAsync(call.Http) is not { } body)
        {
            await DeliveryErrors.RefuseTooLargeAsync(call, DeliveryDialect.Sdk);
            return;
        }

        var (reported, refusal) = read(body.Buffer);
        call.Http.Request.BodyReader.AdvanceTo(body.Buffer.End);
        if (reported is null)
        {
            await DeliveryErrors.WriteAsync(call.Http, StatusCodes.Status400BadRequest, refusal!);
            return;
        }

        foreach (var (name, times) in reported)
        {
            if (times > 0 && call.Environment.Snapshot.IndexOf(name) is >= 0 and var index)
            {
                counts.CountFlag(call.Environment.Id, call.Environment.Flags[index].FeatureId, times);
                asks.NoteFlag(call.Environment.Id, call.Environment.Flags[index].FeatureId);
            }
        }

        call.Http.Response.StatusCode = status;
    }
}
