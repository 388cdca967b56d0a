FROM --platform=nonsense alpine
