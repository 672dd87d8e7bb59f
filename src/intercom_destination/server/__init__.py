"""For servers that render pages: the tag, identity verification, the policy, the delivered files, the sign-out."""
