using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Evaluation;

namespace ExperimentAdmin.App.Delivery;

/// <summary>What an identity gets.</summary>
internal static class IdentitiesEndpoint
{
    /// <summary>Asks about an identity by what is stored of it.</summary>
    public static async Task GetAsync(DeliveryCall call)
    {
        call.StampMoment();
        var query = call.Http.Request.Query;
        if (query["identifier"] is not [{ Length: > 0 } identifier])
        {
            await DeliveryErrors.WriteAsync(call.Http, StatusCodes.Status200OK, new JsonObject { ["detail"] = "Missing identifier" });
            return;
        }

        if (IdentityWords.IdentifierFault(identifier) is { } fault)
        {
            await DeliveryErrors.WriteAsync(call.Http, StatusCodes.Status400BadRequest, new JsonObject { ["identifier"] = new JsonArray(fault) });
            return;
        }

        var isStranger = query["transient"] is [{ Length: > 0 }];
        var traits = IdentityTraits.None;
        var identity = new EvaluationIdentity(identifier, traits.Values) { IsStranger = isStranger };
        await (query["feature"] is [{ } name]
            ? IdentityAnswer.WriteFlagAsync(call, identity, name)
            : IdentityAnswer.WriteAsync(call, identity, traits.Listed));
    }

    /// <summary>Says something of an identity and asks about it.</summary>
    public static async Task PostAsync(DeliveryCall call)
    {
        call.StampMoment();
        if (await DeliveryBody.ReadAsync(call.Http) is not { } body)
        {
            await DeliveryErrors.RefuseTooLargeAsync(call.Http, DeliverySpeech.Sdk);
            return;
        }

        var (request, refusal) = IdentityBody.Read(body.Buffer);
        call.Http.Request.BodyReader.AdvanceTo(body.Buffer.End);
        await (request is null
            ? DeliveryErrors.WriteAsync(call.Http, StatusCodes.Status400BadRequest, refusal!)
            : AnswerAsync(call, request with { Traits = call.TakesTraits ? request.Traits : [] }));
    }

    private static Task AnswerAsync(DeliveryCall call, IdentityRequest request)
    {
        var traits = IdentityTraits.Of(IdentityTraits.None.Values, request.Traits);
        var identifier = string.IsNullOrEmpty(request.Identifier) ? NamelessIdentity.Of(request.Traits) : request.Identifier;
        return IdentityAnswer.WriteAsync(call, new EvaluationIdentity(identifier, traits.Values), traits.Listed);
    }
}
