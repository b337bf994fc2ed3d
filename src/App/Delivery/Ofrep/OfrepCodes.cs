namespace ExperimentAdmin.App.Delivery.Ofrep;

/// <summary>The error codes of the remote evaluation protocol.</summary>
internal static class OfrepCodes
{
    public const string ParseError = "PARSE_ERROR";
    public const string TargetingKeyMissing = "TARGETING_KEY_MISSING";
    public const string InvalidContext = "INVALID_CONTEXT";
    public const string FlagNotFound = "FLAG_NOT_FOUND";
    public const string General = "GENERAL";
}
