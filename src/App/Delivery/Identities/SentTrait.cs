using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.App.Delivery.Identities;

/// <summary>A trait as an application sent it.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Value">Its value; null takes it away.</param>
/// <param name="IsTransient">Whether it is used for this answer alone.</param>
internal readonly record struct SentTrait(string Key, ContextValue Value, bool IsTransient);
