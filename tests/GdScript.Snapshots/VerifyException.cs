namespace VerifyTests;

/// <summary>Fails a test whose text is not the one a person has accepted; the message says where and by how much.</summary>
public sealed class VerifyException(string message) : Exception(message);
