using ExperimentAdmin.Core.Serving.Counts;

namespace ExperimentAdmin.App.Delivery.Flags;

/// <summary>The environment defaults: all of them, or the one flag that <c>feature</c> names in any case.</summary>
internal sealed class FlagsEndpoint(FlagAsks asks)
{
    /// <summary>Says of which moment an answer is.</summary>
    public const string UpdatedAtHeader = "X-Flagsmith-Document-Updated-At";

    public Task AnswerAsync(DeliveryCall call)
    {
        var environment = call.Environment;
        call.StampMoment();
        if (!call.Http.Request.QueryString.HasValue || call.Http.Request.Query["feature"] is not [.., { } name])
        {
            asks.NoteAll(environment.Id, call.Kind);
            return DeliveryAnswer.WriteAsync(call.Http, environment.Wire.Flags(call.Kind));
        }

        var index = environment.IndexOfAnyCase(name);
        if (index < 0 || !environment.Shows(environment.Flags[index], environment.Flags[index].Compiled.Default.Definition.Enabled, call.Kind))
        {
            return DeliveryErrors.RefuseAsync(call.Http, DeliveryDialect.Sdk, StatusCodes.Status404NotFound, DeliveryErrors.FlagMissing);
        }

        asks.NoteFlag(environment.Id, environment.Flags[index].FeatureId);
        return DeliveryAnswer.WriteAsync(call.Http, environment.Wire.Of(index).Default);
    }
}
