namespace ExperimentAdmin.Core.Access.Keys;

/// <summary>Every way a management API key is turned down, in one place to read and to test.</summary>
public static class ManagementKeyErrors
{
    public static Error NotFound() => new Error.NotFound("key_not_found", "There is no such API key here, or it was revoked already.");

    public static Error MadeByAKey() => new Error.Forbidden(
        "keys_make_no_keys", "An API key cannot make API keys. Sign in as a person and make it on the page API keys.");

    public static Error ExpiryPast() => new Error.Invalid("expiry_past", "The key would have expired already. Choose a later end, or none.", "expires_at");

    public static Error RoleUnknown() => new Error.Invalid("role_unknown", "There is no such role. Choose viewer, support, product manager or administrator.", "role");
}
