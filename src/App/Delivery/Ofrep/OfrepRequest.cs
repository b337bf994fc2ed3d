using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.App.Delivery.Ofrep;

/// <summary>The evaluation context of the remote evaluation protocol.</summary>
/// <param name="TargetingKey">Whom it is about.</param>
/// <param name="Traits">What the application says of them; nothing of it is kept.</param>
internal sealed record OfrepRequest(string TargetingKey, Dictionary<string, ContextValue> Traits);
