using System.Text.Encodings.Web;
using System.Text.Json;
using ExperimentAdmin.App.Delivery.Flags;
using ExperimentAdmin.Core.Evaluation.Context;
using ExperimentAdmin.Core.Serving.Counts;
using ExperimentAdmin.Core.Serving.Traits;

namespace ExperimentAdmin.App.Delivery.Identities;

/// <summary>Writes what the identities endpoint answers: who it is, what is known of them, and what they get.</summary>
internal sealed class IdentityAnswerWriter(FlagAsks asks)
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Answers with all flags.</summary>
    /// <param name="call">The request.</param>
    /// <param name="identity">Whom it is about.</param>
    /// <param name="traits">Their traits as the answer lists them.</param>
    public async Task WriteAsync(DeliveryCall call, EvaluationIdentity identity, IEnumerable<SentTrait> traits)
    {
        asks.NoteAll(call.Environment.Id, call.Kind);
        using var buffer = new AnswerBuffer();
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartObject();
            json.WriteString("identifier", identity.Identifier);
            json.WriteStartArray("traits");
            if (!call.Environment.Settings.HidesSensitiveData)
            {
                Write(json, traits);
            }

            json.WriteEndArray();
            json.WritePropertyName("flags");
        }

        buffer.Add("["u8);
        FlagAnswers.Write(call, call.Environment.Snapshot.ContextOf(identity), buffer, DeliveryDialect.Sdk);
        buffer.Add("]}"u8);
        await DeliveryAnswer.WriteAsync(call.Http, buffer);
    }

    /// <summary>Answers with the one flag of exactly that name.</summary>
    public Task WriteFlagAsync(DeliveryCall call, EvaluationIdentity identity, string name)
    {
        var environment = call.Environment;
        if (environment.Snapshot.IndexOf(name) is >= 0 and var index)
        {
            var answer = environment.Snapshot.Evaluate(index, environment.Snapshot.ContextOf(identity));
            if (environment.Shows(environment.Flags[index], answer.Enabled, call.Kind))
            {
                asks.NoteFlag(environment.Id, environment.Flags[index].FeatureId);
                return DeliveryAnswer.WriteAsync(call.Http, environment.Wire.Of(index).Sdk(answer, identity.Identifier));
            }
        }

        return DeliveryErrors.RefuseAsync(call.Http, DeliveryDialect.Sdk, StatusCodes.Status404NotFound, DeliveryErrors.FlagMissing);
    }

    // Traits have no ids: an identity's are kept together.
    private static void Write(Utf8JsonWriter json, IEnumerable<SentTrait> traits)
    {
        foreach (var trait in traits)
        {
            json.WriteStartObject();
            json.WriteNull("id");
            json.WriteString("trait_key", trait.Key);
            json.WritePropertyName("trait_value");
            TraitJson.Write(json, trait.Value);
            json.WriteBoolean("transient", trait.IsTransient);
            json.WriteEndObject();
        }
    }
}
