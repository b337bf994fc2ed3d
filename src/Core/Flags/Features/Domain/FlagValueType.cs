namespace ExperimentAdmin.Core.Flags.Features.Domain;

/// <summary>What kind of value a feature serves; fixed when the feature is created.</summary>
public enum FlagValueType
{
    String,
    Integer,
    Boolean,
}
