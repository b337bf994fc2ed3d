using System.Text.Json.Nodes;
using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Serving.Traits;

namespace ExperimentAdmin.App.Delivery.Identities;

/// <summary>What an identity gets, by what is stored of it and what is said of it now.</summary>
internal sealed class IdentitiesEndpoint(StoredTraits stored, IdentityAnswerWriter answers, DeliveryOptions options)
{
    /// <summary>Asks about an identity.</summary>
    public async Task GetAsync(DeliveryCall call)
    {
        call.StampMoment();
        var query = call.Http.Request.Query;
        if (query["identifier"] is not [.., { Length: > 0 } identifier])
        {
            await DeliveryErrors.WriteAsync(call.Http, StatusCodes.Status200OK, new JsonObject { ["detail"] = "Missing identifier" });
            return;
        }

        if (IdentityText.IdentifierFault(identifier) is { } fault)
        {
            await DeliveryErrors.WriteAsync(call.Http, StatusCodes.Status400BadRequest, new JsonObject { ["identifier"] = new JsonArray(fault) });
            return;
        }

        var isStranger = query["transient"] is [.., { Length: > 0 }];
        var traits = isStranger
            ? IdentityTraits.None
            : IdentityTraits.Of(await stored.ReadAsync(call.Environment.Id, identifier, CancellationToken.None), []);
        var identity = new EvaluationIdentity(identifier, traits.Values) { IsStranger = isStranger };
        await (query["feature"] is [.., { } name]
            ? answers.WriteFlagAsync(call, identity, name)
            : answers.WriteAsync(call, identity, traits.Listed));
    }

    /// <summary>Says something of an identity and asks about it.</summary>
    public async Task PostAsync(DeliveryCall call)
    {
        call.StampMoment();
        if (await DeliveryBody.ReadAsync(call.Http) is not { } body)
        {
            await DeliveryErrors.RefuseTooLargeAsync(call, DeliveryDialect.Sdk);
            return;
        }

        var (request, refusal) = IdentityBody.Read(body.Buffer);
        call.Http.Request.BodyReader.AdvanceTo(body.Buffer.End);
        await (request is null
            ? DeliveryErrors.WriteAsync(call.Http, StatusCodes.Status400BadRequest, refusal!)
            : AnswerAsync(call, (call.TakesTraits ? request : request with { Traits = [] }).AsKept()));
    }

    private async Task AnswerAsync(DeliveryCall call, IdentityRequest request)
    {
        if (string.IsNullOrEmpty(request.Identifier))
        {
            await AnswerAsync(call, AnonymousIdentity.Of(request.Traits), IdentityTraits.Of(TraitSet.None, request.Traits));
            return;
        }

        var known = await KnowAsync(call.Environment.Id, request.Identifier, request);
        if (known.Error is Error.Unavailable away)
        {
            await DeliveryErrors.RefuseForNowAsync(call.Http, DeliveryDialect.Sdk, away);
            return;
        }

        if (known.Error is { } error)
        {
            await DeliveryErrors.WriteAsync(
                call.Http, StatusCodes.Status400BadRequest,
                new JsonObject { [error.Field is "identifier" ? error.Field : "traits"] = new JsonArray(error.Message) });
            return;
        }

        await AnswerAsync(call, request.Identifier, IdentityTraits.Of(known.Value, request.Traits));
    }

    // What is kept of it is kept before it is answered: the next request knows it. An identifier too large to keep anything under
    // is no reason to refuse its flags.
    private async ValueTask<Result<TraitSet>> KnowAsync(int environmentId, string identifier, IdentityRequest request)
    {
        var kept = request.IsTransient || !TraitRules.CanBeStored(identifier)
            ? []
            : request.Traits.Where(trait => !trait.IsTransient).Select(trait => KeyValuePair.Create(trait.Key, trait.Value)).ToList();
        return kept.Count == 0 ? await stored.ReadAsync(environmentId, identifier, CancellationToken.None)
            : options.TraitWrites is TraitWrites.Durable ? await stored.MergeDurablyAsync(environmentId, identifier, kept, CancellationToken.None)
            : await stored.MergeAsync(environmentId, identifier, kept, CancellationToken.None);
    }

    private Task AnswerAsync(DeliveryCall call, string identifier, IdentityTraits traits)
        => answers.WriteAsync(call, new EvaluationIdentity(identifier, traits.Values), traits.Listed);
}
