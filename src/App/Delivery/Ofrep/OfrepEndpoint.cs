using ExperimentAdmin.App.Delivery.Flags;
using ExperimentAdmin.Core.Serving.Counts;

namespace ExperimentAdmin.App.Delivery.Ofrep;

/// <summary>
/// The OpenFeature Remote Evaluation Protocol. An answer depends on what is served and on the context of the request alone:
/// nothing is stored, and nothing stored is used.
/// </summary>
internal sealed class OfrepEndpoint(RequestCounts counts, FlagAsks asks)
{
    private static readonly byte[] s_begin = "{\"flags\":["u8.ToArray();

    /// <summary>One flag, whatever the case of its name: no two differ in that alone. It is counted as read: providers of this protocol report nothing.</summary>
    public async Task AnswerOneAsync(DeliveryCall call)
    {
        if (await ReadAsync(call) is not { } request)
        {
            return;
        }

        var environment = call.Environment;
        if (environment.IndexOfAnyCase(call.Flag) is >= 0 and var index)
        {
            var answer = environment.Snapshot.Evaluate(index, environment.Snapshot.ContextOf(new(request.TargetingKey, request.Traits)));
            if (environment.Shows(environment.Flags[index], answer.Enabled, call.Kind))
            {
                counts.CountFlag(environment.Id, environment.Flags[index].FeatureId);
                asks.NoteFlag(environment.Id, environment.Flags[index].FeatureId);
                await DeliveryAnswer.WriteAsync(call.Http, environment.Wire.Of(index).Ofrep(answer));
                return;
            }
        }

        await DeliveryErrors.RefuseAsync(
            call.Http, StatusCodes.Status404NotFound, OfrepCodes.FlagNotFound, $"Flag '{call.Flag}' was not found", call.Flag);
    }

    /// <summary>All flags; 304 for a caller who has them already.</summary>
    public async Task AnswerAllAsync(DeliveryCall call)
    {
        if (await ReadAsync(call) is not { } request)
        {
            return;
        }

        asks.NoteAll(call.Environment.Id, call.Kind);
        var tag = OfrepTag.Of(call, request);
        call.Http.Response.Headers.ETag = tag;
        if (Has(call.Http.Request, tag))
        {
            call.Http.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        using var buffer = new AnswerBuffer();
        buffer.Add(s_begin);
        FlagAnswers.Write(call, call.Environment.Snapshot.ContextOf(new(request.TargetingKey, request.Traits)), buffer, DeliveryDialect.Ofrep);
        buffer.Add(call.Environment.Wire.OfrepEnd.Span);
        await DeliveryAnswer.WriteAsync(call.Http, buffer);
    }

    // A proxy that compresses makes the tag a weak one: it still names the same flags. So does one that lost its quotes on the way,
    // and a star stands for any.
    private static bool Has(HttpRequest request, string tag)
    {
        foreach (var header in request.Headers.IfNoneMatch)
        {
            if (header == tag)
            {
                return true;
            }

            foreach (var part in header.AsSpan().Split(','))
            {
                var given = header.AsSpan()[part].Trim();
                given = (given.StartsWith("W/", StringComparison.OrdinalIgnoreCase) ? given[2..] : given).Trim('"');
                if (given is "*" || given.SequenceEqual(tag.AsSpan(1, tag.Length - 2)))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static async ValueTask<OfrepRequest?> ReadAsync(DeliveryCall call)
    {
        if (await DeliveryBody.ReadAsync(call.Http) is not { } body)
        {
            await DeliveryErrors.RefuseTooLargeAsync(call, DeliveryDialect.Ofrep);
            return null;
        }

        var (request, refusal) = OfrepBody.Read(body.Buffer);
        call.Http.Request.BodyReader.AdvanceTo(body.Buffer.End);
        if (refusal is { } refused)
        {
            await DeliveryErrors.RefuseAsync(call.Http, StatusCodes.Status400BadRequest, refused.Code, refused.Sentence, call.Flag);
            return null;
        }

        if (!call.TakesTraits)
        {
            request!.Traits.Clear();
        }

        return request;
    }
}
