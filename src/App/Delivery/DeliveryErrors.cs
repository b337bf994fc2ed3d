using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using ExperimentAdmin.App.Delivery.Ofrep;
using ExperimentAdmin.App.Shell.Server;

namespace ExperimentAdmin.App.Delivery;

/// <summary>The refusals of the delivery endpoints, in the words of each of the two protocols.</summary>
internal static class DeliveryErrors
{
    public const string KeyMissing = "Invalid or missing Environment key";
    public const string KeyUnknown = "Invalid or missing Environment Key";
    public const string NotLoaded = "Not every environment is loaded yet. Try again in a second.";
    public const string FlagMissing = "Given feature not found";

    private static readonly JsonSerializerOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Says that there is nothing at an address.</summary>
    public static string AddressMissing(DeliveryDialect speech) => speech is DeliveryDialect.Sdk ? "Not found." : "There is no such address.";

    /// <summary>Refuses a request as a whole.</summary>
    /// <param name="http">The request.</param>
    /// <param name="speech">In which words.</param>
    /// <param name="status">The status.</param>
    /// <param name="sentence">Why.</param>
    /// <param name="flag">The flag that the address names; empty where it names none.</param>
    public static Task RefuseAsync(HttpContext http, DeliveryDialect speech, int status, string sentence, string flag = "")
        => speech is DeliveryDialect.Sdk
            ? WriteAsync(http, status, new JsonObject { ["detail"] = sentence })
            : RefuseAsync(http, status, OfrepCodes.General, sentence, flag);

    /// <summary>Refuses what the database cannot do now, with a code and when to come again.</summary>
    /// <param name="http">The request.</param>
    /// <param name="speech">In which words.</param>
    /// <param name="away">Why.</param>
    /// <param name="flag">The flag that the address names; empty where it names none.</param>
    public static Task RefuseForNowAsync(HttpContext http, DeliveryDialect speech, Error.Unavailable away, string flag = "")
    {
        RetryLater.Say(http, away);
        return speech is DeliveryDialect.Sdk
            ? WriteAsync(http, StatusCodes.Status503ServiceUnavailable, new JsonObject { ["detail"] = away.Message, ["code"] = away.Code })
            : RefuseAsync(http, StatusCodes.Status503ServiceUnavailable, OfrepCodes.General, away.Message, flag);
    }

    /// <summary>Refuses a body that is larger than any that makes sense.</summary>
    public static Task RefuseTooLargeAsync(DeliveryCall call, DeliveryDialect speech)
        => RefuseAsync(
            call.Http, speech, StatusCodes.Status413PayloadTooLarge, $"The body is larger than {DeliveryBody.Largest} bytes.", call.Flag);

    /// <summary>Refuses an evaluation in the words of the remote evaluation protocol.</summary>
    /// <param name="http">The request.</param>
    /// <param name="status">The status.</param>
    /// <param name="code">One of <see cref="OfrepCodes"/>.</param>
    /// <param name="sentence">Why.</param>
    /// <param name="flag">The flag that was asked for; empty for all of them.</param>
    public static Task RefuseAsync(HttpContext http, int status, string code, string sentence, string flag)
    {
        var body = new JsonObject { ["errorCode"] = code, ["errorDetails"] = sentence };
        if (flag.Length > 0)
        {
            body.Insert(0, "key", flag);
        }

        return WriteAsync(http, status, body);
    }

    /// <summary>Writes a refusal.</summary>
    public static Task WriteAsync(HttpContext http, int status, JsonNode body)
    {
        http.Response.StatusCode = status;
        return DeliveryAnswer.WriteAsync(http, JsonSerializer.SerializeToUtf8Bytes(body, s_options));
    }
}
